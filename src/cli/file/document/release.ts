import type { ShareAnswer } from '../../../engine/ports/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { copyArgument } from '../../context/shared-options.ts'
import { withLinkedCopy } from '../open/open-copy.ts'
import { forgetLease } from './lease-notes.ts'
import { arbiterOf, type LeaseRequest, subjectOf, undecidedFailure, withLeases } from './lease-subject.ts'

export const documentRelease: CommandDefinition = {
  name: 'file document release',
  oldNames: ['file release-lease'],
  description: 'give exclusive use back',
  examples: ['file document release laptop-ann letter.txt'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument('[document]', 'the document, by its name in the working folder (default: the whole file)')
      .action((name: string, document?: string) =>
        releaseLease({ name, document: document ?? null }, context),
      ),
}

const releaseLease = async ({ name, document }: LeaseRequest, context: CommandContext): Promise<void> => {
  const text = await withLinkedCopy(name, 'document release', context, async (opened) => {
    const subject = subjectOf(opened, document)
    const address = arbiterOf(opened, context)
    const answer = await withLeases(opened, address, (leases) => leases.release(subject))
    const what = document ?? name
    if (answer.kind !== 'ok') throw undecidedFailure(troubleText(answer), address)
    forgetLease(opened.ports.disk, subject)
    return answer.value === 'released'
      ? `${what} is free for everybody again.\n`
      : `This copy did not have exclusive use of ${what}. Nothing was changed.\n`
  })
  context.out(text)
}

const troubleText = (answer: Exclude<ShareAnswer<never>, { kind: 'ok' }>): string =>
  answer.kind === 'absent' ? 'what the share says of names is out of date' : answer.detail
