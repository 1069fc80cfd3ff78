import type { Command } from 'commander'

import type { FileContext } from '../context/command-context.ts'
import { review } from './conflict/review.ts'
import { claim, type ClaimOptions } from './field/claim.ts'
import { gather, type Gathering, showGathered } from './field/collection.ts'
import { refer } from './field/refer.ts'
import { listFolders, makeFolder, move } from './folder/move.ts'
import { nameTemplateAuthor, writeTemplate } from './template/write.ts'

const copyArgument = ['<copy>', "the copy's folder"] as const
const addressArgument = ['<address>', 'as trial-balance/1010.amount'] as const

/** The commands for whatever is more than a plain field. */
export const addRules = (file: Command, context: FileContext): void => {
  addClaiming(file, context)
  addFolders(file, context)
  addGathering(file, context)
  addReferring(file, context)
  file
    .command('review')
    .description("list what wants a person's eye beside conflicts")
    .argument(...copyArgument)
    .option('--json', 'print JSON')
    .action((name: string, options: { json?: boolean }) => review(name, options, context))
}

const addClaiming = (file: Command, context: FileContext): void => {
  file
    .command('claim')
    .description('claim a number or a name, or confirm the one that is shown')
    .argument(...copyArgument)
    .argument(...addressArgument)
    .argument('<number>')
    .option('--seen <token>', 'replace what was shown with this token (default: what is shown now)')
    .option('--json', 'print JSON')
    .action((name: string, path: string, value: string, options: ClaimOptions) =>
      claim({ name, path, value }, options, context),
    )
}

const addFolders = (file: Command, context: FileContext): void => {
  file
    .command('folders')
    .description('list the folders that documents lie in')
    .argument(...copyArgument)
    .action((name: string) => listFolders(name, context))
  file
    .command('new-folder')
    .description('make a folder for documents')
    .argument(...copyArgument)
    .argument('<folder>', 'its name')
    .option('--in <folder>', 'the folder to make it in, by its whole path', '/')
    .action((name: string, folder: string, options: { in: string }) =>
      makeFolder({ name, folder, into: options.in }, context),
    )
  file
    .command('move')
    .description('put a document or a folder into another folder')
    .argument(...copyArgument)
    .argument('<what>', 'as it is shown, with its whole path')
    .argument('<folder>', 'its whole path; / for the top')
    .action((name: string, what: string, into: string) => move({ name, what, into }, context))
}

const gatherings = {
  add: 'put an element into a set',
  remove: 'take an element out of a set',
  count: 'count up, or down with a number below 0',
} as const satisfies Record<Gathering, string>

const addGathering = (file: Command, context: FileContext): void => {
  for (const what of ['add', 'remove', 'count'] as const) {
    file
      .command(what)
      .description(gatherings[what])
      .argument(...copyArgument)
      .argument(...addressArgument)
      .argument(what === 'count' ? '<by>' : '<element>')
      .action((name: string, path: string, value: string) => gather(what, { name, path, value }, context))
  }
  file
    .command('holds')
    .description('show what a set holds, and what was counted')
    .argument(...copyArgument)
    .argument(...addressArgument)
    .action((name: string, path: string) => showGathered(name, path, context))
}

const addReferring = (file: Command, context: FileContext): void => {
  file
    .command('refer')
    .description('let a field refer to another record')
    .argument(...copyArgument)
    .argument(...addressArgument)
    .argument('<record>', 'as accounts/1010')
    .action((name: string, path: string, to: string) => refer({ name, path, to }, context))
  file
    .command('template')
    .description('write a field as the template has it')
    .argument(...copyArgument)
    .argument(...addressArgument)
    .argument('<value>')
    .action((name: string, path: string, value: string) => writeTemplate({ name, path, value }, context))
  file
    .command('template-author')
    .description('let somebody else write to the template')
    .argument(...copyArgument)
    .argument('<user>')
    .action((name: string, user: string) => nameTemplateAuthor(name, user, context))
}
