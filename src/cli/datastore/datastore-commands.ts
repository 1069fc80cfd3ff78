import type { Command } from 'commander'

import type { FileContext } from '../file/file-context.ts'
import { beat } from './beat.ts'
import type { BranchOptions } from './branch-options.ts'
import type { CentreOptions } from './centre-options.ts'
import { branch } from './follow-centre.ts'
import { centre } from './make-store.ts'
import { mayCommand, status } from './read-store.ts'
import type { ServeStoreOptions } from './serve-store.ts'
import { branchKey, clientFile, grant, group, member, role, server, setting, user } from './write-facts.ts'

const storeArgument = ['<store>', "the data store's file, or postgres://USER@HOST/DATABASE"] as const
const retentionOption = ['--retention <time>', 'how long changes are kept (default: 72h)'] as const
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
  addWatching(datastore, context)
  addServing(datastore, context)
  addPeople(datastore, context)
  addRights(datastore, context)
}

const addStores = (datastore: Command, context: FileContext): void => {
  datastore
    .command('centre')
    .description('make the data store of a data centre, in a new file or in PostgreSQL')
    .argument(...storeArgument)
    .requiredOption('--name <name>', 'what the branches call it')
    .option(...retentionOption)
    .option('--slot-limit <size>', 'in PostgreSQL: what one branch may keep on the disk, as 4GB')
    .action((store: string, options: CentreOptions) => centre(store, options, context))
  datastore
    .command('branch')
    .description("make a branch's data store where there is none, and bring it what changed at the centre")
    .argument(...storeArgument)
    .option('--of <centre>', "the centre: its data store's file, https://HOST:PORT or postgres://…")
    .option('--name <name>', 'under which name the centre knows this branch')
    .option('--watch', 'follow the centre until Ctrl-C')
    .option('--refill', 'bring all of it anew')
    .action((store: string, options: BranchOptions) => branch(store, options, context))
}

const addWatching = (datastore: Command, context: FileContext): void => {
  datastore
    .command('beat')
    .description('let the branches know that the centre is there, and forget changes older than retention')
    .argument(...storeArgument)
    .option(...retentionOption)
    .action((store: string, options: { retention?: string }) => beat(store, options, context))
  datastore
    .command('status')
    .description('show what a data store is, and how far a branch is behind')
    .argument(...storeArgument)
    .option('--json', 'print JSON')
    .action((store: string, options: { json?: boolean }) => status(store, options, context))
}

const addServing = (datastore: Command, context: FileContext): void => {
  datastore
    .command('serve')
    .description('give the branches of a centre what changed, over HTTPS, until Ctrl-C')
    .argument(...storeArgument)
    .option('--port <n>', 'where to listen', '8444')
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .option('--certificate <file>', 'the certificate and its chain, as PEM')
    .option('--key <file>', 'the private key of the certificate, as PEM')
    .option('--development-certificate', 'make a certificate for this machine alone, to try it out')
    .option(...retentionOption)
    .action(async (store: string, options: ServeStoreOptions) => {
      // Loaded for this command alone, as for `file serve`.
      const { serveStore } = await import('./serve-store.ts')
      return serveStore(store, options, context)
    })
  datastore
    .command('branch-key')
    .description('write the key of a branch, so that the centre gives it what changed')
    .argument(...storeArgument)
    .argument('<name>')
    .option('--key <digits>', 'as the branch prints it')
    .option(...removeFlag)
    .action((store: string, name: string, options: Removable) => branchKey(store, name, options, context))
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
