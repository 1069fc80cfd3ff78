import type { ChildProcess } from 'node:child_process'

/** Ends a process whose current run takes too long. To be renewed at the end of each run. */
export class RunLimit {
  readonly #child: ChildProcess
  readonly #limitMs: number
  #timer: NodeJS.Timeout
  #isExceeded = false

  constructor(child: ChildProcess, limitMs: number) {
    this.#child = child
    this.#limitMs = limitMs
    this.#timer = this.#begin()
  }

  /** Whether the process was ended. */
  get isExceeded(): boolean {
    return this.#isExceeded
  }

  renew(): void {
    this.clear()
    this.#timer = this.#begin()
  }

  clear(): void {
    clearTimeout(this.#timer)
  }

  #begin(): NodeJS.Timeout {
    return setTimeout(() => {
      this.#isExceeded = this.#child.kill('SIGKILL')
    }, this.#limitMs)
  }
}
