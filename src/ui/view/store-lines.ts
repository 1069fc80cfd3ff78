import { durationText } from '../../result/format.ts'
import type { StoreView } from '../../result/live-event.ts'
import { span, type Line, type Tone } from './text-line.ts'

/** A line for each of the firm's data stores: who takes writes, and how far behind each branch is. */
export const storeLines = (stores: readonly StoreView[]): readonly Line[] =>
  stores.map((store) => {
    const { glyph, tone, text } = standingOf(store)
    return [span(glyph, tone), span(` ${store.id}`, 'strong'), span(`  ${text}`, 'quiet')]
  })

interface Standing {
  readonly glyph: string
  readonly tone: Tone
  readonly text: string
}

const standingOf = (store: StoreView): Standing => {
  if (store.kind === 'centre') return { glyph: '■', tone: 'good', text: 'data store, takes writes' }
  const { centre, phase, isCutOff, behindMs } = store
  const behind = `${durationText(behindMs)} behind ${centre}`
  if (phase === 'refilling') return { glyph: '◐', tone: 'warn', text: `loads again, shows ${behind}` }
  if (phase !== 'serving') return { glyph: '◐', tone: 'warn', text: `filled from ${centre}` }
  if (isCutOff) return { glyph: '○', tone: 'bad', text: `cut off, ${behind}` }
  return { glyph: '●', tone: 'good', text: behind }
}
