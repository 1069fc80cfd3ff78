import { CommandFailure, failureCodes } from '../command-failure.ts'
import { bringHere } from './fetch.ts'
import type { FileContext } from './file-context.ts'
import { documentNamed } from './named-document.ts'
import { closedFailure, diskFailure } from './trouble.ts'
import { versionOf } from './versions.ts'
import { type OpenedFolder, withCopy } from './with-copy.ts'

export interface PromoteOptions {
  readonly version: string
  readonly seen?: string
}

/** Makes an earlier version the current one. It replaces what is shown, or what the token showed, and nothing else. */
export const promote = async (
  name: string,
  wanted: string,
  options: PromoteOptions,
  context: FileContext,
): Promise<void> => {
  context.out(await withCopy(name, 'promote', context, (opened) => promoteIn(opened, wanted, options)))
}

const promoteIn = async (
  opened: OpenedFolder,
  wanted: string,
  { version: versionId, seen }: PromoteOptions,
): Promise<string> => {
  const { copy, name } = opened
  const document = documentNamed(copy, wanted, name)
  await bringHere(opened, document, versionOf(opened, document, versionId))
  const deed = { author: copy.identity.user, note: '' }
  const outcome = await copy.library.versions.promote(
    document.documentId,
    versionId,
    seen ?? document.seen,
    deed,
  )
  if (outcome.kind === 'disk-trouble') throw diskFailure(outcome.trouble, name)
  if (outcome.kind === 'closed') throw closedFailure(outcome, name)
  if (outcome.kind !== 'acknowledged') {
    const detail = 'detail' in outcome ? outcome.detail : 'its bytes are damaged here'
    throw new CommandFailure(
      failureCodes.usage,
      `Nothing was promoted: ${detail}.\nSee what is: npx shakedown file versions ${name} "${document.name}"`,
    )
  }
  copy.checkOutDocuments()
  const open = outcome.conflicts
    ? `  IN CONFLICT: another version stands beside it. To settle it: npx shakedown file conflicts ${name}\n`
    : ''
  return `${document.name} is ${versionId} again\n${open}`
}
