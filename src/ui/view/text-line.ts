/**
 * The meaning of a piece of text. The palette decides its look; without colour it looks like the words
 * alone.
 */
export type Tone = 'plain' | 'strong' | 'quiet' | 'good' | 'busy' | 'warn' | 'bad'

export interface Span {
  readonly text: string
  readonly tone: Tone
}

export type Line = readonly Span[]

export const span = (text: string, tone: Tone = 'plain'): Span => ({ text, tone })

export const lineWidth = (line: Line): number => line.reduce((width, { text }) => width + text.length, 0)

/** At most `width` characters, with an ellipsis if cut. */
export const shortened = (text: string, width: number): string =>
  text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`
