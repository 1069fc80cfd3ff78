import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'

/** A terminal of a given size that keeps what is written to it, and on which keys can be pressed. */
export interface FakeTerminal {
  readonly stdout: NodeJS.WriteStream
  readonly stdin: NodeJS.ReadStream
  readonly written: readonly string[]
  /** Presses a key and waits until the screen has had time to answer. */
  press(key: string): Promise<void>
}

export const keys = { enter: '\r', down: '\u001B[B', ctrlC: '\u0003' }

export const fakeTerminal = (columns = 80, rows = 24): FakeTerminal => {
  const written: string[] = []
  const stdout = Object.assign(new EventEmitter(), {
    columns,
    rows,
    isTTY: true,
    writable: true,
    write(text: string, ...rest: readonly unknown[]) {
      written.push(text)
      const done = rest.at(-1)
      if (typeof done === 'function') done()
      return true
    },
  })
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: () => stdin,
    ref: () => stdin,
    unref: () => stdin,
  })
  return {
    stdout: stdout as unknown as NodeJS.WriteStream,
    stdin: stdin as unknown as NodeJS.ReadStream,
    written,
    async press(key) {
      stdin.write(key)
      await pause(60)
    },
  }
}

const pause = (delayMs: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, delayMs)
  })
