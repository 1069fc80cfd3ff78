import { countedText } from '../../result/format.ts'
import type { StatusView } from './status-view.ts'

export const statusText = (view: StatusView, name: string): string => {
  const { waiting, missing, refused, serving, copies, conflicts } = view
  const hint = conflicts > 0 ? `. To settle: npx shakedown file conflicts ${name}` : ''
  const lines = [
    `${view.copyName}: copy of ${view.fileName} for ${view.user}`,
    `  link       ${linkText(view.link)}`,
    `  serving    ${serving.length === 0 ? 'nobody has connected here' : serving.map(visitorText).join('; ')}`,
    `  unsent     ${countedText(view.unsent, 'event')}`,
    `  unapplied  ${countedText(view.unapplied, 'event')}`,
    `  conflicts  ${conflicts}${hint}`,
    `  waiting    ${countedText(waiting.length, 'document')}`,
    ...waiting.map(({ document, reason }) => `             ${document}: ${reason}`),
    ...missing.flatMap((document) => [
      `             ${document}: its file was removed. To delete it for all: npx shakedown file delete ${name} "${document}"`,
      `             to have it back: npx shakedown file fetch ${name} "${document}"`,
    ]),
    ...refused.map(({ path, reason }) => `             ${path} cannot be a document: it ${reason}`),
    `  lacking    the bytes of ${countedText(view.lacking, 'version')}`,
    `  unknown    ${countedText(view.unknownOps, 'change')} of a newer version, carried and not applied`,
    `  copies     ${copies.map(({ copyName, user }) => `${copyName} (${user})`).join(', ')}`,
  ]
  return [...lines, ''].join('\n')
}

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
