import type { WriteRecord } from '../../record/index.ts'

/** The oracle's view of one register: the writes not yet replaced by someone who saw them. */
export interface Expected {
  readonly register: string
  readonly siblings: readonly string[]
  readonly inConflict: boolean
}

interface Standing {
  readonly write: WriteRecord
  /** Those who saw this write and wrote there again. */
  readonly replacedBy: WriteRecord[]
}

/**
 * Judges from the screens: a write stands until someone who saw it writes there again. Two different standing
 * writes are a conflict.
 */
export class Oracle {
  readonly #registers = new Map<string, Standing[]>()

  constructor(writes: readonly WriteRecord[]) {
    const byId = new Map<string, Map<string, Standing>>()
    for (const write of writes) {
      const standing = { write, replacedBy: [] }
      const ids = byId.get(write.register) ?? new Map<string, Standing>()
      byId.set(write.register, ids.set(write.id, standing))
      const others = this.#registers.get(write.register)
      if (others) others.push(standing)
      else this.#registers.set(write.register, [standing])
    }
    for (const write of writes)
      for (const id of write.observed) byId.get(write.register)?.get(id)?.replacedBy.push(write)
  }

  /** `applied` restricts it to one copy's knowledge; null takes everything. */
  expected(applied: ReadonlySet<string> | null): Map<string, Expected> {
    const isKnown = ({ id }: WriteRecord): boolean => applied === null || applied.has(id)
    const expected = new Map<string, Expected>()
    for (const [register, writes] of this.#registers) {
      const left = writes.filter(({ write, replacedBy }) => isKnown(write) && !replacedBy.some(isKnown))
      if (left.length > 0) expected.set(register, expectedOf(register, left))
    }
    return expected
  }
}

export const expectedRegisters = (
  writes: readonly WriteRecord[],
  applied: ReadonlySet<string> | null,
): Map<string, Expected> => new Oracle(writes).expected(applied)

const expectedOf = (register: string, left: readonly Standing[]): Expected => ({
  register,
  siblings: left.map(({ write }) => write.id),
  inConflict: left.some(({ write }) => write.value !== left[0]?.write.value),
})

export interface ConflictCount {
  readonly open: number
  readonly resolved: number
}

/** Registers in conflict over all writes, and those settled by a person's choice. */
export const countConflicts = (writes: readonly WriteRecord[]): ConflictCount => {
  const expected = expectedRegisters(writes, null)
  const open = new Set(
    [...expected.values()].filter(({ inConflict }) => inConflict).map(({ register }) => register),
  )
  const values = new Map(writes.map(({ register, id, value }) => [`${register} ${id}`, value]))
  const resolved = new Set<string>()
  for (const { register, resolves, observed: shown } of writes) {
    if (!resolves || open.has(register)) continue
    if (new Set(shown.map((id) => values.get(`${register} ${id}`))).size > 1) resolved.add(register)
  }
  return { open: open.size, resolved: resolved.size }
}
