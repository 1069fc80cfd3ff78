import type { Command } from 'commander'

import type { FileContext } from '../context/command-context.ts'
import { repair, type RepairOptions } from './repair.ts'
import { verify } from './verify.ts'

const copyArgument = ['<copy>', "the copy's folder"] as const
const jsonFlag = ['--json', 'print JSON'] as const

/** Adds what looks after a copy's folder. */
export const addMending = (file: Command, context: FileContext): void => {
  file
    .command('verify')
    .description('read every file of a copy, and prove its history; changes nothing')
    .argument(...copyArgument)
    .option(...jsonFlag)
    .action((name: string, options: { json?: boolean }) => verify(name, options, context))
  file
    .command('repair')
    .description('make a damaged copy whole again, from other copies that have what is lost')
    .argument(...copyArgument)
    .option('--from <others...>', 'the folders of other copies (default: the linked one)')
    .option('--as <copy>', 'whose copy it is, where that is lost: its name or line')
    .option(...jsonFlag)
    .action((name: string, options: RepairOptions) => repair(name, options, context))
}
