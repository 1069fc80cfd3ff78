import type { WriteRecord } from './recording.ts'

/** What the oracle holds to be true of one register: the writes that nobody who had been shown them has replaced. */
export interface Expected {
  readonly register: string
  readonly standing: readonly string[]
  readonly inConflict: boolean
}

/**
 * Judges from what each screen showed: a write stands until someone who was shown it writes there again. Two that
 * differ are a conflict. `applied` restricts it to what one copy knows; null takes everything.
 */
export const expectedRegisters = (
  writes: readonly WriteRecord[],
  applied: ReadonlySet<string> | null,
): Map<string, Expected> => {
  const known = applied === null ? writes : writes.filter(({ id }) => applied.has(id))
  const replaced = new Set<string>()
  for (const write of known) for (const id of write.shown) replaced.add(`${write.register} ${id}`)
  const standing = new Map<string, WriteRecord[]>()
  for (const write of known) {
    if (replaced.has(`${write.register} ${write.id}`)) continue
    const others = standing.get(write.register)
    if (others) others.push(write)
    else standing.set(write.register, [write])
  }
  return new Map([...standing].map(([register, left]) => [register, expectedOf(register, left)]))
}

const expectedOf = (register: string, left: readonly WriteRecord[]): Expected => ({
  register,
  standing: left.map(({ id }) => id),
  inConflict: left.some(({ value }) => value !== left[0]?.value),
})

export interface ConflictCount {
  readonly open: number
  readonly resolved: number
}

/** Registers in conflict over everything that was written, and those where a person's choice settled one. */
export const countConflicts = (writes: readonly WriteRecord[]): ConflictCount => {
  const expected = expectedRegisters(writes, null)
  const open = new Set(
    [...expected.values()].filter(({ inConflict }) => inConflict).map(({ register }) => register),
  )
  const values = new Map(writes.map(({ register, id, value }) => [`${register} ${id}`, value]))
  const resolved = new Set<string>()
  for (const { register, resolves, shown } of writes) {
    if (!resolves || open.has(register)) continue
    if (new Set(shown.map((id) => values.get(`${register} ${id}`))).size > 1) resolved.add(register)
  }
  return { open: open.size, resolved: resolved.size }
}
