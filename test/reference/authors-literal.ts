/** A value as an author writes it into a scenario file. Throws RangeError if no literal stands for it. */
export const authorsLiteral = (value: unknown): string => {
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return `[${value.map(authorsLiteral).join(', ')}]`
  if (typeof value === 'object' && value !== null) return objectText(value)
  throw new RangeError(`no literal stands for ${String(value)}`)
}

const objectText = (value: object): string =>
  `{ ${Object.entries(value)
    .map(([name, each]) => `${name}: ${authorsLiteral(each)}`)
    .join(', ')} }`

const quoted = (text: string): string =>
  `'${text.replaceAll('\\', String.raw`\\`).replaceAll("'", String.raw`\'`)}'`
