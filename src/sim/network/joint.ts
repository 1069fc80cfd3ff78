import type { LineEntry, LineKey } from '../../plan/definitions/part/index.ts'
import type { Lane } from './lane.ts'

export interface Part {
  readonly id: string
  up: boolean
}

export interface Lanes {
  readonly hostIds: readonly string[]
  /** The lanes from one joined host to another. Returns null if it does not join both. */
  lanes(from: string, to: string): readonly Lane[] | null
}

export interface Joint extends Lanes {
  readonly part: Part
  readonly latencyUs: number
}

/** Bound to the definition of the same name. */
export interface LaneMaker<Key extends LineKey> {
  readonly key: Key
  readonly make: (line: LineEntry<Key>) => Lanes
}

export const lanesOf = <Key extends LineKey>(
  { key }: { readonly key: Key },
  make: (line: LineEntry<Key>) => Lanes,
): LaneMaker<Key> => ({ key, make })
