import { randomUUID } from 'node:crypto'

import { CentreStore } from '../../access/store/index.ts'
import { realClock, realDigest } from '../../real/machine/index.ts'
import type { FileContext } from '../file/file-context.ts'
import type { CentreOptions } from './centre-options.ts'
import { withNewStore } from './open-store.ts'
import { isPostgresAddress } from './store-name.ts'

/** Makes the data store of a data centre. */
export const centre = async (store: string, options: CentreOptions, context: FileContext): Promise<void> => {
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
