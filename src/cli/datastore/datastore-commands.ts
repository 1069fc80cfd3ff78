import type { Command } from 'commander'

import type { FileContext } from '../file/file-context.ts'
import { beat } from './beat.ts'
import { branch, centre } from './make-store.ts'
import { mayCommand, status } from './read-store.ts'
import { clientFile, grant, group, member, role, server, setting, user } from './write-facts.ts'

const storeArgument = ['<store>', "the data store's file"] as const
const removeFlag = ['--remove', 'take it back'] as const

interface Removable {
  readonly remove?: boolean
}

/** Adds `shakedown datastore`: who may open what, at a centre and in its branches. */
export const registerDatastoreCommands = (program: Command, context: FileContext): void => {
  const datastore = program
    .command('datastore')
    .description('who may open what: the data store of a firm, and its branches')
  addStores(datastore, context)
  addPeople(datastore, context)
  addRights(datastore, context)
}

const addStores = (datastore: Command, context: FileContext): void => {
  datastore
    .command('centre')
    .description('make the data store of a data centre, in a new file')
    .argument(...storeArgument)
    .requiredOption('--name <name>', 'what the branches call it')
    .action((store: string, options: { name: string }) => centre(store, options, context))
  datastore
    .command('branch')
    .description("make a branch's data store where there is none, and bring it what changed at the centre")
    .argument(...storeArgument)
    .requiredOption('--of <centre>', "the centre's data store")
    .action((store: string, options: { of: string }) => branch(store, options, context))
  datastore
    .command('beat')
    .description('let the branches know that the centre is there, and forget changes older than 72 hours')
    .argument(...storeArgument)
    .action((store: string) => beat(store, context))
  datastore
    .command('status')
    .description('show what a data store is, and how far a branch is behind')
    .argument(...storeArgument)
    .option('--json', 'print JSON')
    .action((store: string, options: { json?: boolean }) => status(store, options, context))
}

const addPeople = (datastore: Command, context: FileContext): void => {
  datastore
    .command('user')
    .description('write an account, or change its state')
    .argument(...storeArgument)
    .argument('<user>', 'the name to log on with')
    .option('--name <name>', "the person's name")
    .option('--state <state>', 'active, locked or disabled (default: active)')
    .option(...removeFlag)
    .action((store: string, name: string, options: Removable) => user(store, name, options, context))
  datastore
    .command('group')
    .description('write a group of users')
    .argument(...storeArgument)
    .argument('<group>')
    .option(...removeFlag)
    .action((store: string, name: string, options: Removable) => group(store, name, options, context))
  datastore
    .command('member')
    .description('put a user into a group')
    .argument(...storeArgument)
    .argument('<group>')
    .argument('<user>')
    .option(...removeFlag)
    .action((store: string, inGroup: string, name: string, options: Removable) =>
      member(store, [inGroup, name], options, context),
    )
  datastore
    .command('setting')
    .description('write a setting of the firm')
    .argument(...storeArgument)
    .argument('<name>')
    .option('--value <value>')
    .option(...removeFlag)
    .action((store: string, name: string, options: Removable) => setting(store, name, options, context))
}

const addRights = (datastore: Command, context: FileContext): void => {
  datastore
    .command('role')
    .description('write what a role may do')
    .argument(...storeArgument)
    .argument('<role>')
    .option('--right <right>', 'open, write (which holds open) or manage (which holds both)')
    .option(...removeFlag)
    .action((store: string, name: string, options: Removable) => role(store, name, options, context))
  datastore
    .command('client-file')
    .description('write a client file that the firm has')
    .argument(...storeArgument)
    .argument('<file-id>')
    .option('--name <name>', 'what people call it')
    .option('--root <root>', 'under which root it lies')
    .option(...removeFlag)
    .action((store: string, fileId: string, options: Removable) =>
      clientFile(store, fileId, options, context),
    )
  datastore
    .command('grant')
    .description('give somebody a role in a client file')
    .argument(...storeArgument)
    .argument('<file-id>')
    .argument('<to>', 'user:NAME or group:NAME')
    .option('--role <role>', 'which')
    .option(...removeFlag)
    .action((store: string, fileId: string, to: string, options: Removable) =>
      grant(store, { fileId, to }, options, context),
    )
  datastore
    .command('server')
    .description('write the key of a server instance, so that the others accept its sessions')
    .argument(...storeArgument)
    .argument('<name>')
    .option('--key <digits>', 'as the server prints it')
    .option(...removeFlag)
    .action((store: string, name: string, options: Removable) => server(store, name, options, context))
  datastore
    .command('may')
    .description('say whether somebody may open, write or manage a client file')
    .argument(...storeArgument)
    .argument('<user>')
    .argument('<right>')
    .argument('<file-id>')
    .action((store: string, name: string, right: string, fileId: string) =>
      mayCommand(store, { user: name, right, fileId }, context),
    )
}
