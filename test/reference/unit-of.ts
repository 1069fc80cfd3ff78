export type Unit = 'bytes a second' | 'microseconds' | 'milliseconds' | 'seconds' | 'bytes'

/** Endings of names that state a unit. The first that fits decides. */
const endings: readonly (readonly [ending: RegExp, unit: Unit])[] = [
  [/bytesPerSecond$/i, 'bytes a second'],
  [/Us$/, 'microseconds'],
  [/Ms$/, 'milliseconds'],
  [/seconds$/i, 'seconds'],
  [/^bytes|Bytes$/, 'bytes'],
]

/** Returns the unit that a path's last name states, or its owner's name; null if neither does. */
export const unitOf = (path: string): Unit | null => {
  const names = path.split('.').toReversed()
  for (const name of names) for (const [ending, unit] of endings) if (ending.test(name)) return unit
  return null
}
