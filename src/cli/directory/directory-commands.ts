import type { Command } from 'commander'

import type { FileContext } from '../context/command-context.ts'
import { passwordVariable, person, type PersonOptions } from './person.ts'

/** Adds `shakedown directory`: people in a file, for firms without a directory of their own. */
export const registerDirectoryCommands = (program: Command, context: FileContext): void => {
  const directory = program
    .command('directory')
    .description('the people of a firm, in a file: for firms without a directory of their own')
  directory
    .command('person')
    .description(`write somebody; a new password is given in ${passwordVariable}`)
    .argument('<file>', 'the file of people, made where there is none')
    .argument('<user>', 'the name to log on with')
    .option('--name <name>', "the person's name")
    .option('--state <state>', 'active, locked or disabled (default: as it was, and active at first)')
    .option('--expires <time>', 'from then on the account counts no more')
    .option('--remove', 'take them out')
    .action((file: string, user: string, options: PersonOptions) => person(file, user, options, context))
}
