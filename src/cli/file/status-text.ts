import { countedText } from '../../result/format.ts'
import type { StatusView } from './status-view.ts'

export const statusText = (view: StatusView, name: string): string => {
  const { waiting, serving, copies, conflicts } = view
  const hint = conflicts > 0 ? `. To settle: npx shakedown file conflicts ${name}` : ''
  const lines = [
    `${view.copyName}: copy of ${view.fileName} for ${view.user}`,
    ...(view.line.news === null ? [] : [`  line       ${view.line.news}`]),
    `  link       ${linkText(view.link)}`,
    `  serving    ${serving.length === 0 ? 'nobody has connected here' : serving.map(visitorText).join('; ')}`,
    `  unsent     ${countedText(view.unsent, 'event')}`,
    `  unapplied  ${countedText(view.unapplied, 'event')}`,
    `  conflicts  ${conflicts}${hint}`,
    `  waiting    ${countedText(waiting.length, 'document')}`,
    ...waiting.map(({ document, reason }) => `             ${document}: ${reason}`),
    `  unknown    ${countedText(view.unknownOps, 'change')} of a newer version, carried and not applied`,
    ...view.splits.map(splitText),
    `  copies     ${copies.map(copyText).join(', ')}`,
  ]
  return [...lines, ''].join('\n')
}

const splitText = ({ copyName, afterSeq, branches }: StatusView['splits'][number]): string =>
  `  split      ${copyName} was worked in twice after its event ${afterSeq}, as where a disk was cloned: all ${branches.length} histories are kept, and what differs is listed under conflicts`

const copyText = ({ copyName, user, continues }: StatusView['copies'][number]): string =>
  continues === null ? `${copyName} (${user})` : `${copyName} (${user}, going on from ${continues})`

const linkText = (link: StatusView['link']): string => {
  if (!link) return 'none: this is where the client file was made'
  const where = `${link.through} ${link.name} at ${link.address}`
  const level = link.level === null ? 'never level yet' : `level at ${link.level}`
  return link.detail === null
    ? `${where}: ${link.state}, ${level}`
    : `${where}: ${link.state} (${link.detail}), ${level}`
}

const visitorText = ({ copyName, user, since, left }: StatusView['serving'][number]): string =>
  left === null ? `${copyName} (${user}) since ${since}` : `${copyName} (${user}) until ${left}`
