import type { Command } from 'commander'

import type { FileContext } from '../context/command-context.ts'
import { assign, type AssignOptions } from './conflict/assign.ts'
import { conflicts } from './conflict/list.ts'
import { resolveConflict, type ResolveOptions } from './conflict/resolve.ts'
import { connect, reparent } from './connect.ts'
import { abandonCopy } from './copy/abandon.ts'
import { clear } from './copy/clear.ts'
import { copy } from './copy/create.ts'
import { leaveCopy, stayCopy } from './copy/leave.ts'
import { rescue, type RescueOptions } from './copy/rescue.ts'
import { create } from './create.ts'
import { addDocuments } from './document-commands.ts'
import { type LeaseOptions, releaseLease, takeLease } from './document/lease.ts'
import { edit, type EditOptions } from './field/edit.ts'
import { show } from './field/show.ts'
import { lockDown, release } from './lock-down.ts'
import { addMending } from './mend-commands.ts'
import { doToRecord, showRecord } from './record/show.ts'
import { addRules } from './rule-commands.ts'
import { addServing } from './server/start.ts'
import { status } from './status.ts'
import { sync } from './sync.ts'

interface Json {
  readonly json?: boolean
}

interface Yes {
  readonly yes?: boolean
}

/** Adds `file …`: the engine on folders of this machine. A command that fails rejects with CommandFailure. */
export const registerFileCommands = (
  program: Command,
  streams: Omit<FileContext, 'cwd' | 'user' | 'stateFolder'>,
  env: Pick<FileContext, 'cwd' | 'user' | 'stateFolder'>,
): void => {
  const file = program.command('file').description('work with client files on this machine')
  const context: FileContext = {
    out: (text) => streams.out(text),
    err: (text) => streams.err(text),
    isTerminal: streams.isTerminal,
    nextLook: () => streams.nextLook(),
    ...env,
  }
  addMaking(file, context)
  addWorking(file, context)
  addSynchronizing(file, context)
  addSettling(file, context)
  addAssigning(file, context)
  addLeasing(file, context)
  addEnding(file, context)
  addLockingDown(file, context)
  addRecords(file, context)
  addDocuments(file, context)
  addRules(file, context)
  addMending(file, context)
  addServing(file, context)
}

const jsonFlag = ['--json', 'print JSON'] as const
const copyArgument = ['<copy>', "the copy's folder"] as const

const addMaking = (file: Command, context: FileContext): void => {
  file
    .command('create <name>')
    .description('make a client file in a new folder')
    .option('--from <folder>', 'import every document of this folder')
    .option('--user <user>', 'who works in it (default: the user of this machine)')
    .action((name: string, options: { from?: string; user?: string }) => create(name, options, context))
  file
    .command('copy <from> <new>')
    .description('make a sync copy, from a parent or from another copy')
    .option('--user <user>', 'who works in it (default: the user of this machine)')
    .action((from: string, name: string, options: { user?: string }) => copy(from, name, options, context))
}

const addWorking = (file: Command, context: FileContext): void => {
  file
    .command('show')
    .description('show what stands at TABLE/KEY.FIELD')
    .argument(...copyArgument)
    .argument('<address>', 'as trial-balance/1010.amount')
    .option(...jsonFlag)
    .action((name: string, path: string, options: Json) => show(name, path, options, context))
  file
    .command('edit')
    .description('write a value at TABLE/KEY.FIELD; the record is made if there is none')
    .argument(...copyArgument)
    .argument('<address>', 'as trial-balance/1010.amount')
    .argument('<value>')
    .option('--seen <token>', 'replace what was shown with this token (default: what the command prints)')
    .option(...jsonFlag)
    .action((name: string, path: string, value: string, options: EditOptions) =>
      edit({ name, path, value }, options, context),
    )
}

const addRecords = (file: Command, context: FileContext): void => {
  const add = (command: string, description: string): Command =>
    file
      .command(command)
      .description(description)
      .argument(...copyArgument)
      .argument('<record>', 'as trial-balance/1010')
      .option(...jsonFlag)
  add('record', 'show whether a record is there, and who signed it').action(
    (name: string, path: string, options: Json) => showRecord({ name, path }, options, context),
  )
  // `delete` and `restore` are for documents as well, and registered with theirs.
  add('sign', 'sign a record as it is shown')
    .option('--seen <token>', 'what was shown with this token (default: what is shown now)')
    .action((name: string, path: string, options: EditOptions) =>
      doToRecord('sign', { name, path }, options, context),
    )
}

const addSynchronizing = (file: Command, context: FileContext): void => {
  file
    .command('sync')
    .description('exchange with the linked copy until both have everything')
    .argument(...copyArgument)
    .option(...jsonFlag)
    .action((name: string, options: Json) => sync(name, options, context))
  file
    .command('connect')
    .description('link a copy to another copy of the same client file')
    .argument(...copyArgument)
    .argument(
      '<other>',
      'the folder of the other copy, smb://USER@HOST/SHARE/FOLDER, or https://HOST:PORT/NAME',
    )
    .action((name: string, other: string) => connect(name, other, context))
  file
    .command('reparent')
    .description('assign a copy another parent, for good')
    .argument(...copyArgument)
    .argument('<other>', 'the folder of the new parent')
    .action((name: string, other: string) => reparent(name, other, context))
  file
    .command('status')
    .description('show the link, who is connected here, and what waits')
    .argument(...copyArgument)
    .option('--watch', 'show it anew whenever it changes, until Ctrl-C')
    .option(...jsonFlag)
    .action((name: string, options: Json & { watch?: boolean }) => status(name, options, context))
}

const addSettling = (file: Command, context: FileContext): void => {
  file
    .command('conflicts')
    .description('list what is in conflict')
    .argument(...copyArgument)
    .option(...jsonFlag)
    .action((name: string, options: Json) => conflicts(name, options, context))
  file
    .command('resolve')
    .description('take one value of a conflict, and settle those that were listed')
    .argument(...copyArgument)
    .argument('<conflict-id>', 'as listed by conflicts')
    .requiredOption('--take <value-id>', 'the value that stands from now on')
    .option('--settles <ids>', 'settle these values, with commas (default: those last listed)')
    .action((name: string, conflictId: string, options: ResolveOptions) =>
      resolveConflict(name, conflictId, options, context),
    )
}

const addAssigning = (file: Command, context: FileContext): void => {
  file
    .command('assign')
    .description('give a conflict to somebody, to be settled until a day')
    .argument(...copyArgument)
    .argument('<conflict-id>', 'as listed by conflicts')
    .requiredOption('--to <user>', 'who is to settle it')
    .option('--due <day>', 'the last day for it, as 2026-12-31')
    .action((name: string, conflictId: string, options: AssignOptions) =>
      assign(name, conflictId, options, context),
    )
}

const addEnding = (file: Command, context: FileContext): void => {
  file
    .command('leave')
    .description('hand over everything, and end this copy once the linked one has it')
    .argument(...copyArgument)
    .action((name: string) => leaveCopy(name, context))
  file
    .command('stay')
    .description('take a leaving back that waits for something')
    .argument(...copyArgument)
    .action((name: string) => stayCopy(name, context))
  file
    .command('clear')
    .description("remove the engine's part of a copy that has left; its documents stay")
    .argument(...copyArgument)
    .option('--yes', 'even if that loses what the command names')
    .action((name: string, options: Yes) => clear(name, options, context))
  file
    .command('abandon')
    .description('strike another copy off for ever; shows first what that would lose')
    .argument(...copyArgument)
    .argument('<which>', 'the other copy, by name or line')
    .option('--yes', 'do it')
    .action((name: string, which: string, options: Yes) => abandonCopy(name, which, options, context))
  file
    .command('rescue')
    .description('list what abandoned copies wrote beyond their end, export it or take it over')
    .argument(...copyArgument)
    .option('--take <id>', 'do this as your own, by its id; all of one moment by LINE.SEQ; everything by all')
    .option('--export <folder>', "write the list and the documents' bytes there")
    .option(...jsonFlag)
    .action((name: string, options: RescueOptions) => rescue(name, options, context))
}

const addLockingDown = (file: Command, context: FileContext): void => {
  file
    .command('lock-down')
    .description('make the file read-only for everyone, until it is released here')
    .argument(...copyArgument)
    .action((name: string) => lockDown(name, context))
  file
    .command('release')
    .description('end the lock-down that this copy holds')
    .argument(...copyArgument)
    .action((name: string) => release(name, context))
}

const addLeasing = (file: Command, context: FileContext): void => {
  file
    .command('lease')
    .description('take exclusive use of a document, or of the whole file, for a time, or prolong it')
    .argument(...copyArgument)
    .argument('[document]', 'as it is called in the working folder (default: the whole file)')
    .option('--for <minutes>', 'how long, unless prolonged (default: 10)')
    .option('--anyway', 'take it from whoever has it')
    .action((name: string, document: string | undefined, options: LeaseOptions) =>
      takeLease({ name, document: document ?? null }, options, context),
    )
  file
    .command('release-lease')
    .description('give exclusive use back')
    .argument(...copyArgument)
    .argument('[document]', 'as it is called in the working folder (default: the whole file)')
    .action((name: string, document?: string) => releaseLease({ name, document: document ?? null }, context))
}
