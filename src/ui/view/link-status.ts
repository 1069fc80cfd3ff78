import type { CopyView, LinkView } from '../../result/live-event.ts'
import type { Tone } from './text-line.ts'

/** A copy's link in a glyph, a word, and a full phrase; the tone only repeats what they say. */
export interface LinkStatus {
  readonly glyph: string
  readonly word: string
  readonly phrase: string
  readonly tone: Tone
}

export const linkStatus = ({ link, user }: CopyView): LinkStatus => {
  if (link === null && user !== null)
    return { glyph: '▪', word: 'top', phrase: 'at the top, nobody above', tone: 'plain' }
  if (link === null) return { glyph: '▪', word: 'file share', phrase: 'file share', tone: 'plain' }
  return link.kind === 'linked' ? linkedStatus(link) : unlinkedStatus(link)
}

const linkedStatus = (link: LinkView & { kind: 'linked' }): LinkStatus => {
  const to = link.through === 'peer' ? `${link.to} (peer)` : link.to
  return link.activity === 'syncing'
    ? { glyph: '◆', word: 'synchronizing', phrase: `synchronizing → ${to}`, tone: 'busy' }
    : { glyph: '●', word: 'online', phrase: `online → ${to}`, tone: 'good' }
}

const unlinkedStatus = (link: LinkView & { kind: 'none' }): LinkStatus => {
  const shape = unlinkedShape(link.reason)
  return { ...shape, phrase: link.next === '' ? shape.phrase : `${shape.phrase}, ${link.next}` }
}

const unlinkedShape = (reason: (LinkView & { kind: 'none' })['reason']): LinkStatus => {
  switch (reason) {
    case 'not-opened':
      return { glyph: '·', word: 'not opened', phrase: 'not opened', tone: 'quiet' }
    case 'chosen':
      return { glyph: '◌', word: 'offline', phrase: 'offline by choice', tone: 'quiet' }
    case 'away':
      return { glyph: '○', word: 'away', phrase: 'away', tone: 'plain' }
    case 'refused':
      return { glyph: '✗', word: 'refused', phrase: 'refused (error 71)', tone: 'warn' }
    case 'unreachable':
      return { glyph: '!', word: 'unreachable', phrase: 'unreachable', tone: 'bad' }
    case 'denied':
      return { glyph: '#', word: 'denied', phrase: 'denied', tone: 'bad' }
    case 'abandoned':
      return { glyph: '#', word: 'abandoned', phrase: 'abandoned', tone: 'bad' }
  }
}
