import type { CopyView } from '../../result/live-event.ts'
import { linkStatus, type LinkStatus } from './link-status.ts'
import { span, type Line } from './text-line.ts'

/** `● 14 online   ◆ 4 synchronizing   ○ 6 away`: how many copies are in which state, in a fixed order. */
export const tallyLine = (copies: readonly CopyView[]): Line =>
  tally(copies).flatMap(({ status, count }, index) => [
    span(index === 0 ? '' : '   '),
    span(status.glyph, status.tone),
    span(` ${count} ${status.word}`),
  ])

const tally = (copies: readonly CopyView[]): readonly { status: LinkStatus; count: number }[] => {
  const statuses = copies.map((copy) => linkStatus(copy))
  return glyphOrder.flatMap((glyph) => {
    const alike = statuses.filter((status) => status.glyph === glyph)
    const [status] = alike
    return status === undefined ? [] : [{ status, count: alike.length }]
  })
}

const glyphOrder = ['▪', '●', '◆', '○', '✗', '!', '#', '◌', '·'] as const
