import { onTestFinished } from 'vitest'

import type { SqlDatabase } from '../../src/access/ports/sql-database.ts'
import { Replicator } from '../../src/access/replication/replicator.ts'
import { BranchStore } from '../../src/access/store/branch-store.ts'
import { CentreStore } from '../../src/access/store/centre-store.ts'
import { realDigest } from '../../src/real/machine/real-digest.ts'
import { sqliteDatabase } from '../../src/real/sqlite/sqlite-database.ts'
import { SimDatabase } from '../../src/sim/machine/database/sim-database.ts'
import { Wire } from '../access/store/team-of-stores.ts'
import { dataStoreContract, type StoresUnderTest } from './data-store-contract.ts'
import { freshFolder } from './fresh-folder.ts'

/** A database that is found again when it is opened again. */
type Opener = () => () => SqlDatabase

const inFile: Opener = () => {
  const path = `${freshFolder()}/store.db`
  return () => {
    const database = sqliteDatabase(path)
    onTestFinished(() => database.close())
    return database
  }
}

const simulated: Opener = () => {
  const database = new SimDatabase()
  return () => database
}

const storesIn = (opener: Opener) => async (): Promise<StoresUnderTest> => {
  const centre = CentreStore.create(opener()(), realDigest, { id: 'centre-1', name: 'Head office' })
  const open = opener()
  const branch = BranchStore.create(open(), realDigest)
  const wire = new Wire(centre)
  const clock = { nowMs: () => 1000, after: () => () => {} }
  return {
    centre,
    branch,
    reopened: async () => new BranchStore(open(), realDigest),
    follow: async () => void (await new Replicator({ branch, feed: wire, clock }).catchUp()),
    cut: async () => void (wire.isCut = true),
    mend: async () => void (wire.isCut = false),
  }
}

dataStoreContract('SQLite in a file', storesIn(inFile))
dataStoreContract('a simulated machine', storesIn(simulated))
