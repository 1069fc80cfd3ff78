import type { CopyView } from '../../result/live-event.ts'

export interface TableColumns {
  readonly copy: number
  readonly user: number
  readonly status: number
  readonly unsent: number
  readonly unapplied: number
  readonly conflicts: number
  readonly serving: number
}

const roomyWidth = 90
const unsentWidth = 7
const numberWidth = 10
const statusWidthMax = 42

export const tableColumns = (copies: readonly CopyView[], width: number): TableColumns => {
  const isRoomy = width >= roomyWidth
  const copy = columnFor(
    copies.map(({ id }) => id),
    18,
  )
  const user = isRoomy
    ? columnFor(
        copies.map((view) => view.user ?? ''),
        14,
      )
    : 0
  const rest = width - copy - user - unsentWidth - 2 * numberWidth
  const status = isRoomy ? Math.min(statusWidthMax, rest) : rest
  const serving = rest - status
  return {
    copy,
    user,
    status,
    unsent: unsentWidth,
    unapplied: numberWidth,
    conflicts: numberWidth,
    serving: serving < 12 ? 0 : serving,
  }
}

const columnFor = (texts: readonly string[], widthMax: number): number =>
  Math.min(widthMax, 2 + Math.max(4, ...texts.map((text) => text.length)))
