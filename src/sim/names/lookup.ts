import type { Kernel, PendingCalls } from '../kernel/index.ts'
import type { Names } from './host-names.ts'

export interface LookupParts {
  readonly kernel: Kernel
  readonly calls: PendingCalls
  readonly names: Names
}

/** Looks an address up for the engine. Settles at once if the machine knows it. */
export const isFound = (
  { kernel, calls, names }: LookupParts,
  from: string,
  host: string,
): true | Promise<boolean> => {
  if (names.knows(from, host)) return true
  const id = calls.begin(`${from} looks up ${host}`)
  return new Promise((resolve) => {
    names.ask(from, host, (found) => {
      calls.end(id)
      kernel.wake()
      resolve(found)
    })
  })
}
