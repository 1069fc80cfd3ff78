/** Counts received and written events, flushed or not. Equal counts have nothing new between them. */
export class Revision {
  #count = 0

  get count(): number {
    return this.#count
  }

  advance(): void {
    this.#count += 1
  }
}
