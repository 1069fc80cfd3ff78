import { countedText } from '../../../result/format.ts'
import { leaseText } from './lease-view.ts'
import type { CopyView, StatusView } from './status-view.ts'

export const statusText = (view: StatusView, name: string, shakedown: string): string => {
  const { waiting, missing, refused, serving, copies, conflicts } = view
  const hint = conflicts > 0 ? `. To resolve: ${shakedown} file conflict list ${name}` : ''
  const lines = [
    `${view.copyName}: copy of ${view.fileName} for ${view.user}`,
    ...(view.line.news === null ? [] : [`  log        ${view.line.news}`]),
    `  link       ${linkText(view.link)}`,
    `  serving    ${serving.length === 0 ? 'nobody has connected here' : serving.map(visitorText).join('; ')}`,
    `  unsent     ${countedText(view.unsent, 'event')}`,
    `  unapplied  ${countedText(view.unapplied, 'event')}`,
    `  conflicts  ${conflicts}${hint}`,
    ...view.overdue.map(
      ({ conflictId, owner, due }) =>
        `             OVERDUE: ${conflictId}, ${owner}'s to resolve until ${due}`,
    ),
    `  waiting    ${countedText(waiting.length, 'document')}`,
    ...waiting.map(({ document, reason }) => `             ${document}: ${reason}`),
    ...missing.flatMap((document) => [
      `             ${document}: its file was removed. To delete it for all: ${shakedown} file document delete ${name} "${document}"`,
      `             to have it back: ${shakedown} file document fetch ${name} "${document}"`,
    ]),
    ...refused.map(({ path, reason }) => `             ${path} cannot be a document: it ${reason}`),
    `  lacking    the bytes of ${countedText(view.lacking, 'version')}`,
    `  unknown    ${countedText(view.unknownOps, 'change')} of a newer version, carried and not applied`,
    ...(view.closed ? [`  closed     ${view.closed.detail}, since ${view.closed.since}`] : []),
    ...(view.rescued > 0
      ? [`  rescue     ${countedText(view.rescued, 'value')}. To see: ${shakedown} file copy rescue ${name}`]
      : []),
    ...view.lockDowns.map(lockDownText),
    ...view.splits.map(splitText),
    ...view.leases.map((lease) => `  exclusive  ${leaseText(lease)}`),
    '  copies',
    ...copies.map(copyText),
  ]
  return [...lines, ''].join('\n')
}

const splitText = ({ copyName, afterSeq, branches }: StatusView['splits'][number]): string =>
  `  split      ${copyName} was worked in twice after its event ${afterSeq}, as where a disk was cloned: all ${branches.length} histories are kept, and what differs is listed under conflicts`

const lockDownText = ({ holder, author, since, waitsFor }: StatusView['lockDowns'][number]): string => {
  const waiting = waitsFor.map(
    ({ copyName, lastSeen, unsent }) =>
      `${copyName} (last seen ${lastSeen ?? 'never'}${unsent === null ? '' : `, ${unsent} unsent`})`,
  )
  const blocks = waiting.length === 0 ? 'complete' : `waits for ${waiting.join(', ')}`
  return `  locked     by ${author} in ${holder} since ${since}: ${blocks}`
}

const copyText = (copy: CopyView): string => {
  const { copyName, user, state, isThisCopy, connected, lastSeen, lacks, continues } = copy
  const whose = continues === null ? user : `${user}, going on from ${continues}`
  const where = connected ? `, connected since ${connected.since} from ${connected.from ?? 'somewhere'}` : ''
  const seen = lastSeen === null || connected ? '' : `, last seen ${lastSeen}`
  const behind = lacks === null || lacks === 0 ? '' : `, lacks ${countedText(lacks, 'event')}`
  return `    ${copyName} (${whose}): ${isThisCopy ? 'this copy' : state}${where}${seen}${behind}${tailText(copy)}`
}

// The newest events are not signed yet, and events written without a key never are.
const tailText = ({ signedSeq, knownSeq }: CopyView): string =>
  signedSeq === null || signedSeq >= knownSeq ? '' : `, signed up to ${signedSeq} of ${knownSeq}`

const linkText = (link: StatusView['link']): string => {
  if (!link) return 'none: this is where the client file was made'
  const where = `${link.through} ${link.name} at ${link.address}`
  const level = link.level === null ? 'never in sync yet' : `in sync at ${link.level}`
  return link.detail === null
    ? `${where}: ${link.state}, ${level}`
    : `${where}: ${link.state} (${link.detail}), ${level}`
}

const visitorText = ({ copyName, user, since, left }: StatusView['serving'][number]): string =>
  left === null ? `${copyName} (${user}) since ${since}` : `${copyName} (${user}) until ${left}`
