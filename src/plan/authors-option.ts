const unit = /(?:Us|BytesPerSecond|Bytes)$/
const statedElsewhere = new Map([
  ['lengthUs', 'lasts'],
  ['startsAtMinute', 'startsAt'],
])

/** An option as authors write it: its unit stands in the value, and not in the name. */
export const authorsOption = (path: readonly PropertyKey[]): string =>
  path.map((part) => statedElsewhere.get(String(part)) ?? String(part).replace(unit, '')).join('.')
