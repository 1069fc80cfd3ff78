/** Counts what a copy received or wrote, flushed or not: two equal readings have nothing between them. */
export class Revision {
  #count = 0

  get count(): number {
    return this.#count
  }

  advance(): void {
    this.#count += 1
  }
}
