import { Crashed } from '../machine/disk/index.ts'

/** Watches over what nobody waits for: the first that goes wrong ends the run. */
export class Guard {
  #trouble: { readonly reason: unknown } | null = null

  get trouble(): { readonly reason: unknown } | null {
    return this.#trouble
  }

  /** What somebody was doing on a machine when its power went comes to nothing, and is no trouble. */
  watch(work: Promise<void>): void {
    work.catch((reason: unknown) => {
      if (!(reason instanceof Crashed)) this.#trouble ??= { reason }
    })
  }
}
