import { expect, onTestFinished } from 'vitest'

import type { Desk } from '../cli/file/desk.ts'

const variable = 'SHAKEDOWN_SERVER_CERTIFICATE'

/** The lines that a command printed. */
export const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.trimEnd().split('\n'))

/** A command that a reader lets run behind, in a window of its own, until they stop it. */
export class BackgroundCommand {
  readonly #desk: Desk
  #running: Promise<string> | null = null
  #stop: () => void = () => {}

  constructor(desk: Desk) {
    this.#desk = desk
  }

  /** What it printed until it waits. */
  async begins(run: () => Promise<string>): Promise<string> {
    let said = ''
    this.#desk.watch = (text) => void (said += text)
    const waiting = new Promise<void>((resolve) => {
      this.#desk.betweenLooks.push(async () => {
        resolve()
        await new Promise<void>((stop) => (this.#stop = stop))
      })
    })
    this.#running = run()
    await waiting
    this.#desk.watch = () => {}
    return said
  }

  /** What it printed while it ran. */
  async stops(): Promise<string> {
    this.#stop()
    return (await this.#running) ?? ''
  }
}

/** The one line of these pages that is no command of ours: from here to the test's end the desk's certificate is trusted. */
export const trustsCertificate = (line: string, { machine }: Desk): void => {
  expect(line).toBe(`export ${variable}=…`)
  process.env[variable] = `${machine}/development-certificate/certificate.pem`
  onTestFinished(() => void delete process.env[variable])
}
