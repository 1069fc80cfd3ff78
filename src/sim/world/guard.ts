import { Crashed } from '../machine/disk/index.ts'

/** Tracks un-awaited promises. The first rejection fails the run. */
export class Guard {
  #trouble: { readonly reason: unknown } | null = null

  get trouble(): { readonly reason: unknown } | null {
    return this.#trouble
  }

  /** Ignores work that a power cut interrupted on its machine. */
  watch(work: Promise<void>): void {
    work.catch((reason: unknown) => {
      if (!(reason instanceof Crashed)) this.#trouble ??= { reason }
    })
  }
}
