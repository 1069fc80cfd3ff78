import { countedText } from '../../../result/format.ts'
import type { SyncReport } from './sync-once.ts'

export const syncText = (report: SyncReport, name: string, shakedown: string): string => {
  const { link, level, eventsIn, eventsOut, bytesOut, saved, reserved, waiting, conflicts, refused } = report
  const { barred } = report
  const lines = [
    link ? linkLine(name, link, level) : `${name} has no link; only its own folder was read`,
    `  received ${countedText(eventsIn, 'event')}, sent ${countedText(eventsOut, 'event')} (${countedText(bytesOut, 'byte')})`,
    ...reserved.map((why) => `  not saved yet, and left in the working folder: ${why}`),
    ...saved.map((document) => `  saved in the working folder: ${document}`),
    ...waiting.map(({ document, reason }) => `  waiting: ${document}, ${reason}`),
  ]
  if (barred !== null) lines.push(`  what was written here stays here: ${barred}`)
  lines.push(...refused.map((detail) => `  refused: ${detail}. It was changed on its way here`))
  if (conflicts > 0) {
    lines.push(`  ${conflicts} in conflict. To resolve: ${shakedown} file conflict list ${name}`)
  }
  return [...lines, ''].join('\n')
}

const linkLine = (name: string, link: NonNullable<SyncReport['link']>, level: boolean): string =>
  level
    ? `${name} is in sync with ${link.name} (${link.through})`
    : `${name} could not be synced with ${link.name} (${link.through})`
