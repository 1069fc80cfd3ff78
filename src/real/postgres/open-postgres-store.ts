import { type Centre, type DataStore, StoreTrouble } from '../../access/ports/index.ts'
import { realDigest } from '../machine/index.ts'
import { PostgresBranchStore } from './postgres-branch-store.ts'
import { PostgresCentreStore } from './postgres-centre-store.ts'
import { PostgresDatabase } from './postgres-database.ts'
import { storeKindOf } from './postgres-schema.ts'
import { type BranchSlot, branchSlots } from './slots.ts'

export type OpenPostgresStore = { readonly close: () => Promise<void> } & (
  | {
      readonly kind: 'centre'
      readonly store: Centre
      readonly branches: () => Promise<readonly BranchSlot[]>
    }
  | { readonly kind: 'branch'; readonly store: DataStore; readonly fed: null }
)

export const openPostgresStore = async (address: string): Promise<OpenPostgresStore> => {
  const database = new PostgresDatabase(address)
  const close = (): Promise<void> => database.close()
  try {
    const kind = await storeKindOf(database)
    if (!kind) throw new StoreTrouble('not-a-store', 'this database holds no data store of Shakedown')
    if (kind === 'branch') return { kind, store: new PostgresBranchStore(database), fed: null, close }
    const store = new PostgresCentreStore(database, realDigest)
    return { kind, store, branches: () => branchSlots(database), close }
  } catch (trouble) {
    await close()
    throw trouble
  }
}
