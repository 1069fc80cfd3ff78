import { createServer } from 'node:net'

import { expect, onTestFinished, test } from 'vitest'

import { Desk } from '../cli/file/desk.ts'
import { shownCommands, type ShownCommand, Walk } from './console-blocks.ts'
import { textOf } from './repository.ts'

const shownPort = '8443'
const variable = 'SHAKEDOWN_SERVER_CERTIFICATE'

const freePort = async (): Promise<string> => {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return String(typeof address === 'object' && address ? address.port : 0)
}

const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.trimEnd().split('\n'))

/** A reader with two windows: in one the server runs until they are through with the page. */
class Reader {
  readonly #desk = new Desk()
  #serving: Promise<string> | null = null
  #stop: () => void = () => {}

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
    expect(line).toBe(`export ${variable}=…`)
    process.env[variable] = `${this.#desk.machine}/development-certificate/certificate.pem`
    onTestFinished(() => void delete process.env[variable])
    return []
  }

  async stops(): Promise<string> {
    this.#stop()
    return (await this.#serving) ?? ''
  }

  async #serves(words: string): Promise<string> {
    let said = ''
    this.#desk.watch = (text) => void (said += text)
    const listening = new Promise<void>((resolve) => {
      this.#desk.betweenLooks.push(async () => {
        resolve()
        await new Promise<void>((stop) => (this.#stop = stop))
      })
    })
    this.#serving = this.#desk.does(words)
    await listening
    this.#desk.watch = () => {}
    return said
  }
}

test('the page about servers does what it says, command by command', async () => {
  const commands = shownCommands(textOf('docs/server.md'))
  const port = await freePort()
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
