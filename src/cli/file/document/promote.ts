import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { usageFailure } from '../../context/command-failure.ts'
import { copyArgument, documentArgument, seenOption } from '../../context/shared-options.ts'
import { closedFailure, diskFailure } from '../open/failures.ts'
import { type OpenedFolder, withLinkedCopy } from '../open/open-copy.ts'
import { fetchVersion } from './fetch-version.ts'
import { versionOf } from './find-version.ts'
import { documentNamed } from './named-document.ts'

export const documentPromote: CommandDefinition = {
  name: 'file document promote',
  oldNames: ['file promote'],
  description: 'make an earlier version of a document the current one',
  examples: ['file document promote laptop-ann letter.txt --version fca2cc5efd2c1ef8.2'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument(...documentArgument)
      .requiredOption('--version <id>', 'the id of the version')
      .option(...seenOption)
      .action((name: string, wanted: string, options: PromoteOptions) =>
        promote(name, wanted, options, context),
      ),
}

interface PromoteOptions {
  readonly version: string
  readonly seen?: string
}

/** Makes an earlier version the current one. It replaces the shown version, or the one that the token stands for, and nothing else. */
const promote = async (
  name: string,
  wanted: string,
  options: PromoteOptions,
  context: CommandContext,
): Promise<void> => {
  context.out(
    await withLinkedCopy(name, 'document promote', context, (opened) => promoteIn(opened, wanted, options)),
  )
}

const promoteIn = async (
  opened: OpenedFolder,
  wanted: string,
  { version: versionId, seen }: PromoteOptions,
): Promise<string> => {
  const { copy, name, shakedown } = opened
  const document = documentNamed(opened, wanted)
  await fetchVersion(opened, document, versionOf(opened, document, versionId))
  const action = { author: copy.identity.user, note: '' }
  const outcome = await copy.library.versions.promote(
    document.documentId,
    versionId,
    seen ?? document.seen,
    action,
  )
  if (outcome.kind === 'disk-trouble') throw diskFailure(outcome.trouble, name)
  if (outcome.kind === 'closed') throw closedFailure(outcome, name)
  if (outcome.kind !== 'acknowledged') {
    const detail = 'detail' in outcome ? outcome.detail : 'its bytes are damaged here'
    throw usageFailure(
      `Nothing was promoted: ${detail}.\nSee what is: ${shakedown} file document versions ${name} "${document.name}"`,
    )
  }
  copy.checkOutDocuments()
  const open = outcome.conflicts
    ? `  IN CONFLICT: another version stands beside it. To resolve it: ${shakedown} file conflict list ${name}\n`
    : ''
  return `${document.name} is ${versionId} again\n${open}`
}
