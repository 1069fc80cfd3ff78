import { randomUUID } from 'node:crypto'

import { CentreStore } from '../../access/store/index.ts'
import { realClock, realDigest } from '../../real/machine/index.ts'
import type { CommandContext } from '../context/command-context.ts'
import type { CommandDefinition } from '../context/command-definition.ts'
import type { CentreOptions } from './centre-options.ts'
import { withNewStore } from './open-store.ts'
import { isPostgresAddress } from './store-name.ts'
import { retentionOption, storeArgument } from './store-options.ts'

export const datastoreCentre: CommandDefinition = {
  name: 'datastore centre',
  description: 'make the data store of a data centre, in a new file or in PostgreSQL',
  examples: ['datastore centre firm.db --name head-office'],
  define: (command, context) =>
    command
      .argument(...storeArgument)
      .requiredOption('--name <name>', 'the name that branches use for it')
      .option(...retentionOption)
      .option(
        '--slot-limit <size>',
        'for PostgreSQL: the most log that one branch may hold back on the disk, such as 4GB',
      )
      .action((store: string, options: CentreOptions) => centre(store, options, context)),
}

const centre = async (store: string, options: CentreOptions, context: CommandContext): Promise<void> => {
  if (isPostgresAddress(store)) {
    const { postgresCentre } = await import('./postgres-centre.ts')
    return postgresCentre(store, options, context)
  }
  await withNewStore(store, context, async (database) => {
    const made = CentreStore.create(database, realDigest, { id: randomUUID(), name: options.name })
    await made.beat(realClock.nowMs())
  })
  context.out(`Made ${store}, the data store of ${options.name}.\n`)
}
