const unit = /(?:Us|BytesPerSecond|Bytes)$/
const statedElsewhere = new Map([
  ['lengthUs', 'lasts'],
  ['startsAtMinute', 'startsAt'],
])

/** Names an option as authors write it: the unit belongs to the value, not to the name. */
export const authorsOption = (path: readonly PropertyKey[]): string =>
  path.map((part) => statedElsewhere.get(String(part)) ?? String(part).replace(unit, '')).join('.')
