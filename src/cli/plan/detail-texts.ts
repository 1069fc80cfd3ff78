import { bytesText, countText, durationText } from '../../result/format.ts'

/** Shown elsewhere on the line, or of use to no reader. */
const common: ReadonlySet<string> = new Set(['id', 'kind', 'atUs', 'actor', 'actors'])

/**
 * The parameters of an item or a policy, by their own names. Units are read from the end of each name. Omits
 * the target and every place, because a label has named them.
 */
export const detailTexts = (details: object, target: string | null = null): readonly string[] =>
  Object.entries(details).flatMap(([name, value]: [string, unknown]) =>
    common.has(name) || value === target || isPlace(value) ? [] : [detailText(name, value)],
  )

const isPlace = (value: unknown): boolean => typeof value === 'object' && value !== null

const detailText = (name: string, value: unknown): string => {
  if (typeof value === 'number') return numberText(name, value)
  if (typeof value === 'boolean') return `${value ? '' : 'not '}${words(name)}`
  return typeof value === 'string' ? `${words(name)} ${value}` : `${words(name)} none`
}

const numberText = (name: string, value: number): string => {
  if (name.endsWith('Us')) return `${words(name.slice(0, -2))} ${signedDuration(value / 1000)}`
  if (name.endsWith('Bytes')) return `${words(name.slice(0, -5))} ${bytesText(value)}`
  return `${words(name)} ${Number.isInteger(value) ? countText(value) : String(value)}`
}

const signedDuration = (ms: number): string => (ms < 0 ? `-${durationText(-ms)}` : durationText(ms))

const words = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
