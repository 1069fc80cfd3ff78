import { compareDots, type Dot, dotText } from '../identifier/index.ts'
import { invariant } from '../invariant.ts'

/** The value of a register. Numbers are decimal text, so that binary arithmetic rounds no amount. */
export type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly decimal: string }
  | { readonly kind: 'truth'; readonly truth: boolean }
  | { readonly kind: 'nothing' }
  /** A document's bytes, named by their hash. */
  | { readonly kind: 'content'; readonly hash: string; readonly sizeBytes: number }
  /** Fields that belong together, sorted by name. */
  | { readonly kind: 'group'; readonly fields: readonly (readonly [string, Value])[] }
  /** Lists the values that the deleter was shown. A later `nothing` restores the record. */
  | { readonly kind: 'deleted'; readonly covers: readonly Dot[] }
  /** Another record, by its id and never by its number. */
  | { readonly kind: 'reference'; readonly table: string; readonly key: string }
  /** A sign-off: the values that the signer's screen showed. */
  | { readonly kind: 'signed'; readonly versions: readonly Dot[] }

/** Text in Unicode form C, so that two ways to type one name are one value. */
export const textValue = (text: string): Value => ({ kind: 'text', text: text.normalize('NFC') })

export const contentValue = (hash: string, sizeBytes: number): Value => ({ kind: 'content', hash, sizeBytes })

export const groupValue = (fields: readonly (readonly [string, Value])[]): Value => {
  invariant(
    fields.every(([, { kind }]) => kind !== 'group'),
    'groups do not nest',
  )
  return { kind: 'group', fields: [...fields].sort(([a], [b]) => (a < b ? -1 : 1)) }
}

export const deletedValue = (covers: readonly Dot[]): Value => ({
  kind: 'deleted',
  covers: onceEach(covers),
})

export const signedValue = (versions: readonly Dot[]): Value => ({
  kind: 'signed',
  versions: onceEach(versions),
})

/** Sorts and removes duplicates, so that equal sets of dots make equal values. */
const onceEach = (dots: readonly Dot[]): readonly Dot[] =>
  [...dots]
    .sort(compareDots)
    .filter((dot, at, sorted) => at === 0 || compareDots(dot, sorted[at - 1] as Dot) !== 0)

export const referenceValue = (table: string, key: string): Value => ({ kind: 'reference', table, key })

const decimalPattern = /^([+-]?)0*(\d+)(?:\.(\d*?)0*)?$/

/** Returns null if the text is not a number. The form is canonical: `+04200.50` is `4200.5`, `-0` is `0`. */
export const numberValue = (text: string): Value | null => {
  const match = decimalPattern.exec(text.trim())
  if (!match) return null
  const digits = match[3] ? `${match[2]}.${match[3]}` : `${match[2]}`
  const isNegative = match[1] === '-' && /[1-9]/.test(digits)
  return { kind: 'number', decimal: isNegative ? `-${digits}` : digits }
}

/** Prefers a number if the text reads as one. */
export const typedValue = (text: string): Value => numberValue(text) ?? textValue(text)

/** Equal exactly if the values are. Conflicts are detected by it. */
export const canonicalText = (value: Value): string => {
  switch (value.kind) {
    case 'text':
      return `t${value.text}`
    case 'number':
      return `n${value.decimal}`
    case 'truth':
      return value.truth ? 'b1' : 'b0'
    case 'nothing':
      return '-'
    case 'content':
      return `c${value.sizeBytes}:${value.hash}`
    case 'group':
      return `g${JSON.stringify(value.fields.map(([name, field]) => [name, canonicalText(field)]))}`
    // Two people who delete the same record agree, even if they were shown different values.
    case 'deleted':
      return 'd'
    case 'reference':
      return `r${JSON.stringify([value.table, value.key])}`
    case 'signed':
      return `s${value.versions.map(dotText).join('+')}`
  }
}

export const displayText = (value: Value): string => {
  switch (value.kind) {
    case 'text':
      return value.text
    case 'number':
      return value.decimal
    case 'truth':
      return value.truth ? 'yes' : 'no'
    case 'nothing':
      return ''
    case 'content':
      return `document of ${value.sizeBytes} bytes (${value.hash.slice(0, 12)})`
    case 'group':
      return value.fields.map(([name, field]) => `${name}=${displayText(field)}`).join(', ')
    case 'deleted':
      return 'deleted'
    case 'reference':
      return `${value.table}/${value.key}`
    case 'signed':
      return 'signed'
  }
}
