import type { Command } from 'commander'

import type { FileContext } from '../context/command-context.ts'
import { behaviour } from './document/behaviour.ts'
import { bin } from './document/bin.ts'
import { deleteAny, restoreAny } from './document/delete.ts'
import { exportDocument } from './document/export.ts'
import { fetchDocument } from './document/fetch.ts'
import { keepVersions } from './document/keep-versions.ts'
import { documents } from './document/list.ts'
import { promote, type PromoteOptions } from './document/promote.ts'
import { versions } from './document/versions.ts'
import type { EditOptions } from './field/edit.ts'

interface Json {
  readonly json?: boolean
}

interface Version {
  readonly version?: string
}

const jsonFlag = ['--json', 'print JSON'] as const
const copyArgument = ['<copy>', "the copy's folder"] as const
const documentArgument = ['<document>', 'its name, or its id'] as const

/** Adds what `file …` does with documents. */
export const addDocuments = (file: Command, context: FileContext): void => {
  addListing(file, context)
  addVersions(file, context)
  addBin(file, context)
}

const addListing = (file: Command, context: FileContext): void => {
  file
    .command('documents')
    .description('list the documents, and which of them are here')
    .argument(...copyArgument)
    .option(...jsonFlag)
    .action((name: string, options: Json) => documents(name, options, context))
  file
    .command('fetch')
    .description("bring a document's bytes here, and its file into the working folder")
    .argument(...copyArgument)
    .argument(...documentArgument)
    .option('--version <id>', 'an earlier version, as versions lists it')
    .action((name: string, wanted: string, options: Version) => fetchDocument(name, wanted, options, context))
  file
    .command('behaviour')
    .description('take documents automatic, on-demand or never')
    .argument(...copyArgument)
    .argument('<behaviour>', 'automatic, on-demand or never')
    .option('--document <document>', 'this one alone, on every copy (default: all others, on this copy)')
    .action((name: string, wanted: string, options: { document?: string }) =>
      behaviour(name, wanted, options, context),
    )
  file
    .command('keep-versions')
    .description('say how long replaced versions and emptied documents are kept, in every copy')
    .argument(...copyArgument)
    .argument('<how-long>', 'all, or days as 90d')
    .action((name: string, wanted: string) => keepVersions(name, wanted, context))
}

const addVersions = (file: Command, context: FileContext): void => {
  file
    .command('versions')
    .description('list every version of a document')
    .argument(...copyArgument)
    .argument(...documentArgument)
    .option(...jsonFlag)
    .action((name: string, wanted: string, options: Json) => versions(name, wanted, options, context))
  file
    .command('promote')
    .description('make an earlier version of a document the current one')
    .argument(...copyArgument)
    .argument(...documentArgument)
    .requiredOption('--version <id>', 'as versions lists it')
    .option('--seen <token>', 'replace what was shown with this token (default: what is shown now)')
    .action((name: string, wanted: string, options: PromoteOptions) =>
      promote(name, wanted, options, context),
    )
  file
    .command('export')
    .description('write a version of a document to a new file')
    .argument(...copyArgument)
    .argument(...documentArgument)
    .argument('<file>', 'must not exist yet')
    .option('--version <id>', 'as versions lists it (default: what is shown)')
    .action((name: string, wanted: string, to: string, options: Version) =>
      exportDocument({ name, wanted, to }, options, context),
    )
}

const addBin = (file: Command, context: FileContext): void => {
  const add = (command: string, description: string): Command =>
    file
      .command(command)
      .description(description)
      .argument(...copyArgument)
      .argument('<what>', "a document's name or id, or a record as trial-balance/1010")
      .option('--seen <token>', 'of a record: what was shown with this token (default: what is shown now)')
      .option(...jsonFlag)
  add('delete', 'delete a record, or put a document into the recycle bin of every copy').action(
    (name: string, wanted: string, options: EditOptions) => deleteAny(name, wanted, options, context),
  )
  add('restore', 'take a deletion back: of a record, or of a document in the recycle bin').action(
    (name: string, wanted: string, options: EditOptions) => restoreAny(name, wanted, options, context),
  )
  file
    .command('bin')
    .description('list what is in the recycle bin')
    .argument(...copyArgument)
    .option('--empty', 'nobody needs these documents any more: let the policy drop their bytes')
    .option(...jsonFlag)
    .action((name: string, options: Json & { empty?: boolean }) => bin(name, options, context))
}
