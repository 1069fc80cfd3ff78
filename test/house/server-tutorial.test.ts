import { expect, test } from 'vitest'

import { Desk } from '../cli/file/desk.ts'
import { freePort } from '../real-parts/free-port.ts'
import { BackgroundCommand, linesOf, trustsCertificate } from './background-command.ts'
import { shownCommands, type ShownCommand, Walk } from './console-blocks.ts'
import { textOf } from './repository.ts'

const shownPort = '8443'

/** A reader with two windows: in one the server runs until they are through with the page. */
class Reader {
  readonly #desk = new Desk()
  readonly #behind = new BackgroundCommand(this.#desk)

  async types(line: string): Promise<readonly string[]> {
    const command = /^npx shakedown file (.*)$/.exec(line)?.[1]
    if (command?.endsWith(' &')) return linesOf(await this.#serves(command.slice(0, -2)))
    if (command) {
      const { out, err } = await this.#desk.file(...command.split(' '))
      return linesOf(out + err)
    }
    if (line.startsWith('mkdir ')) {
      this.#desk.makesFolder(line.slice('mkdir '.length))
      return []
    }
    trustsCertificate(line, this.#desk)
    return []
  }

  stops(): Promise<string> {
    return this.#behind.stops()
  }

  #serves(words: string): Promise<string> {
    return this.#behind.begins(() => this.#desk.does(words))
  }
}

test('the page about servers does what it says, command by command', async () => {
  const commands = shownCommands(textOf('docs/server.md'))
  const port = String(await freePort())
  const reader = new Reader()
  const walk = new Walk()
  const here = (text: string): string => text.replaceAll(shownPort, port)
  const shown = commands.map(({ line, output }): ShownCommand => ({
    line: here(line),
    output: output.map(here),
  }))
  expect(shown.length).toBeGreaterThan(7)

  for (const { line, output } of shown) {
    const printed = await reader.types(walk.typed(line))
    expect({ line, difference: walk.difference(output, printed) }).toEqual({ line, difference: null })
  }

  expect(await reader.stops()).toContain('Stopped: everything that was asked is answered')
})
