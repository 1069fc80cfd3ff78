import { type Dot, dotText, parseDot } from '../identifier/index.ts'

/** The dots that a reader was shown, to be passed to the next write. An empty register gives `nothing`. */
export type SeenToken = string

const nothing = 'nothing'

export const seenToken = (dots: readonly Dot[]): SeenToken => dots.map(dotText).join('+') || nothing

export const parseSeen = (token: SeenToken): readonly Dot[] | null => {
  if (token === nothing) return []
  const dots: Dot[] = []
  for (const part of token.split('+')) {
    const dot = parseDot(part)
    if (!dot) return null
    dots.push(dot)
  }
  return dots
}
