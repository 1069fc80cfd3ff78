import { expect, test } from 'vitest'

import { buildProgram } from '../../src/cli/program.ts'
import { contextWith } from '../cli/command-context.ts'
import { Desk } from '../cli/file/desk.ts'
import { freePort } from '../real-parts/free-port.ts'
import { BackgroundCommand, linesOf, trustsCertificate } from './background-command.ts'
import { shownCommands, type ShownCommand, Walk } from './console-blocks.ts'
import { textOf } from './repository.ts'

const shownPort = '8444'

/** A reader who lets the centre run behind, stops it, and copies the key of a branch from where it was printed. */
class Reader {
  readonly #desk = new Desk()
  #key = ''
  readonly #behind = new BackgroundCommand(this.#desk)

  async types(line: string): Promise<readonly string[]> {
    if (line === 'kill %1') return [(await this.stops()).split('\n').at(-2) ?? '']
    const words = /^npx shakedown datastore (.*)$/.exec(line)?.[1]?.replace('--key …', `--key ${this.#key}`)
    if (words?.endsWith(' &')) return linesOf(await this.#runs(words.slice(0, -2)))
    if (words) {
      const { out, err } = await this.#desk.datastore(words)
      this.#key = /--key ([0-9a-f]{64})/.exec(err)?.[1] ?? this.#key
      return linesOf(out + err)
    }
    trustsCertificate(line, this.#desk)
    return []
  }

  /** What it printed while it ran. */
  stops(): Promise<string> {
    return this.#behind.stops()
  }

  #runs(words: string): Promise<string> {
    return this.#behind.begins(() => this.#desk.datastore(words).then(({ out }) => out))
  }
}

test('(row 58) the page about data stores does what it says, command by command', async () => {
  const port = String(await freePort())
  const here = (text: string): string => text.replaceAll(shownPort, port)
  const shown = shownCommands(textOf('docs/datastore.md')).map(({ line, output }): ShownCommand => ({
    line: here(line),
    output: output.map(here),
  }))
  const reader = new Reader()
  const walk = new Walk()
  expect(shown.length).toBeGreaterThan(15)

  for (const { line, output } of shown) {
    const printed = await reader.types(walk.typed(line))
    expect({ line, difference: walk.difference(output, printed) }).toEqual({ line, difference: null })
  }

  expect(await reader.stops()).toContain('Stopped: every branch that asked was answered.')
})

test('every command that the page about data stores shows is understood', async () => {
  const commands = [...textOf('docs/datastore.md').matchAll(/npx shakedown datastore ([a-z-]+)([^\n`]*)/g)]
  const datastore = buildProgram(contextWith({})).commands.find((each) => each.name() === 'datastore')
  const known = new Map(datastore?.commands.map((each) => [each.name(), each.helpInformation()]))

  expect(commands.length).toBeGreaterThan(20)
  for (const [line, name = '', rest = ''] of commands)
    for (const option of rest.match(/--[a-z-]+/g) ?? [])
      expect({ line, help: known.get(name) }).toMatchObject({
        help: expect.stringContaining(option) as string,
      })
})
