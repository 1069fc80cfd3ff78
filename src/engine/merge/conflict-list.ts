import type { Register } from './register.ts'

export class ConflictList {
  #registers: Register[] = []
  /** Forces a copy before the next change, since callers may hold the list. */
  #isGivenOut = false

  get count(): number {
    return this.#registers.length
  }

  all(): readonly Register[] {
    this.#isGivenOut = true
    return this.#registers
  }

  put(register: Register): void {
    const at = this.#indexOf(register.address)
    this.#own().splice(at, this.#registers[at]?.address === register.address ? 1 : 0, register)
  }

  remove(address: string): void {
    const at = this.#indexOf(address)
    if (this.#registers[at]?.address === address) this.#own().splice(at, 1)
  }

  #own(): Register[] {
    if (this.#isGivenOut) this.#registers = [...this.#registers]
    this.#isGivenOut = false
    return this.#registers
  }

  #indexOf(address: string): number {
    let from = 0
    let to = this.#registers.length
    while (from < to) {
      const middle = (from + to) >> 1
      if ((this.#registers[middle]?.address ?? '') < address) from = middle + 1
      else to = middle
    }
    return from
  }
}
