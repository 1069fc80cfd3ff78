/** The word that an author writes for a kind of part or copy: `sync-copies` is written `syncCopies`. */
export const authorsWord = (kind: string): string =>
  kind.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())

const unit = /(?:Us|BytesPerSecond|Bytes)$/
const statedElsewhere = new Map([
  ['lengthUs', 'lasts'],
  ['startsAtMinute', 'startsAt'],
])

/** An option as authors write it: its unit stands in the value, and not in the name. */
export const authorsOption = (path: readonly PropertyKey[]): string =>
  path.map((part) => statedElsewhere.get(String(part)) ?? String(part).replace(unit, '')).join('.')
