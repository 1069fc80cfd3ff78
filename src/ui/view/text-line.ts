/** What a piece of text means; the palette decides how that looks, and without colour it looks like the words alone. */
export type Tone = 'plain' | 'strong' | 'quiet' | 'good' | 'busy' | 'warn' | 'bad'

export interface Span {
  readonly text: string
  readonly tone: Tone
}

/** One line of a screen. */
export type Line = readonly Span[]

export const span = (text: string, tone: Tone = 'plain'): Span => ({ text, tone })

export const lineWidth = (line: Line): number => line.reduce((width, { text }) => width + text.length, 0)

/** At most `width` characters; what is cut off leaves an ellipsis. */
export const shortened = (text: string, width: number): string =>
  text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`
