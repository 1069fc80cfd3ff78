import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { copyArgument } from '../../context/shared-options.ts'
import { withCopy } from '../open/open-copy.ts'
import { writtenDot } from '../record/record-outcome.ts'
import { authorHint } from './author-hint.ts'

export const templateAddAuthor: CommandDefinition = {
  name: 'file template add-author',
  oldNames: ['file template-author'],
  description: 'let another user write to the template',
  examples: ['file template add-author audit-template ann'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument('<user>', 'the user who may write from now on')
      .action((name: string, user: string) => nameTemplateAuthor(name, user, context)),
}

const nameTemplateAuthor = async (name: string, user: string, context: CommandContext): Promise<void> => {
  await withCopy(name, 'template add-author', context, async ({ copy }) => {
    const outcome = await copy.records.nameTemplateAuthor(user, { author: copy.identity.user, note: '' })
    writtenDot(outcome, name, authorHint(name))
  })
  context.out(`${user} may write to the template\n`)
}
