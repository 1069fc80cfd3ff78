import { type Dot, dotText, parseDot } from '../identifier/index.ts'

/**
 * What a reader was shown, as a token that the next write gives back: the ids of the values behind the screen. An
 * empty register gives `nothing`.
 */
export type SeenToken = string

const nothing = 'nothing'

export const seenToken = (dots: readonly Dot[]): SeenToken => dots.map(dotText).join('+') || nothing

/** Null where the text is no token. */
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
