import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'

import type { Centre, DataStore } from '../../src/access/ports/data-store.ts'
import { realDigest } from '../../src/real/machine/real-digest.ts'
import {
  createSchema,
  openPostgresStore,
  PostgresCentreStore,
  PostgresDatabase,
  subscribe,
} from '../../src/real/postgres/index.ts'
import { changeFeedContract } from '../contracts/change-feed-contract.ts'
import { dataStoreContract, type StoresUnderTest } from '../contracts/data-store-contract.ts'
import { openWire, type Wire } from './cut-wire.ts'
import { type PostgresServer, startPostgres } from './postgres-server.ts'

let home: PostgresServer
let away: PostgresServer
let count = 0

beforeAll(async () => {
  ;[home, away] = await Promise.all([startPostgres(), startPostgres()])
}, 120_000)
afterAll(async () => {
  await Promise.all([home?.stop(), away?.stop()])
})

const databaseOf = async (server: PostgresServer, name: string, port?: number): Promise<PostgresDatabase> => {
  await server.database(name)
  const database = new PostgresDatabase(server.address(name, port))
  onTestFinished(() => database.close())
  return database
}

const newCentre = async (name: string): Promise<{ centre: Centre; database: PostgresDatabase }> => {
  const database = await databaseOf(home, name)
  const centre = await PostgresCentreStore.create(database, realDigest, {
    id: `id of ${name}`,
    name: 'Head office',
  })
  return { centre, database }
}

/** How often is looked whether something has come over; there is no end to it but the test's own. */
const lookMs = 20

const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await sleep(lookMs)
}

const pair = async (): Promise<StoresUnderTest> => {
  count += 1
  const name = `pair_${count}`
  const { centre, database } = await newCentre(name)
  const wire = await openWire(home.port)
  const branchDatabase = await databaseOf(away, name)
  await createSchema(branchDatabase, 'branch')
  onTestFinished(async () => {
    await ended(name)
    await wire.close()
  })
  await subscribe(branchDatabase, { centre: database, address: home.address(name, wire.port), name })
  const branch = (await opened(away.address(name))).store
  return {
    centre,
    branch,
    reopened: async () => (await opened(away.address(name))).store,
    follow: () => followed(centre, branch, name, wire),
    cut: async () => {
      wire.cut()
      isCut.add(wire)
    },
    mend: async () => {
      wire.mend()
      isCut.delete(wire)
    },
  }
}

const isCut = new Set<Wire>()

const opened = async (address: string) => {
  const store = await openPostgresStore(address)
  onTestFinished(() => store.close())
  return store
}

/** Until the branch has what the centre has, or has found out that it is cut off. */
const followed = async (centre: Centre, branch: DataStore, name: string, wire: Wire): Promise<void> => {
  if (isCut.has(wire))
    return until(async () => {
      const standing = await branch.standing()
      return standing.kind === 'branch' && standing.cutOff !== null
    })
  await until(async () => {
    const at = await centre.standing()
    const [row] = await away.sql(
      name,
      "select position, (select count(*) from pg_subscription_rel where srsubstate <> 'r') as left from shakedown.place",
    )
    const standing = await branch.standing()
    const isHeard = standing.kind === 'branch' && standing.cutOff === null
    return (
      at.kind === 'centre' &&
      Number(row?.['position']) === at.place.position &&
      row?.['left'] === '0' &&
      isHeard
    )
  })
}

// A database that is followed, or follows, is dropped by nobody: its replication ends first.
const ended = async (name: string): Promise<void> => {
  await away.sql(name, `alter subscription shakedown_${name} disable`)
  await away.sql(name, `alter subscription shakedown_${name} set (slot_name = none)`)
  await away.sql(name, `drop subscription shakedown_${name}`)
  await until(async () => {
    const [row] = await home.sql(
      name,
      `select active from pg_replication_slots where slot_name = 'shakedown_${name}'`,
    )
    return row?.['active'] !== true
  })
  await home.sql(
    name,
    `select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = 'shakedown_${name}'`,
  )
}

dataStoreContract('PostgreSQL', pair)

changeFeedContract('a centre in PostgreSQL', async () => {
  count += 1
  const { centre } = await newCentre(`feed_${count}`)
  return { centre, feed: centre }
})

test('whatever a branch serves is one moment of its centre, and never an earlier one than before (S7)', async () => {
  const { centre, branch, follow, cut, mend } = await pair()
  const names = ['ann', 'bob', 'cyn']
  const write = async (round: number): Promise<void> => {
    const rows = names.map((key) => ({ table: 'user', key, value: String(round) }))
    expect(await centre.write(rows, { by: 'admin', atMs: round })).toMatchObject({ kind: 'written' })
  }
  await write(0)
  await follow()
  await centre.keepUp(1, 86_400_000)
  await follow()
  const served: number[] = []
  let isOver = false

  const reading = async (): Promise<void> => {
    while (!isOver) {
      const answer = await branch.facts('user', 0)
      const rounds = answer.kind === 'facts' ? answer.facts.map(({ value }) => Number(value)) : []
      expect(rounds).toEqual(names.map(() => rounds[0]))
      served.push(rounds[0] ?? Number.NaN)
    }
  }
  const writing = async (): Promise<void> => {
    for (let round = 1; round <= 150; round += 1) {
      if (round === 50) await cut()
      if (round === 100) await mend()
      await Promise.all([
        write(round),
        centre.write([{ table: 'group', key: 'noise', value: String(round) }], { by: 'x', atMs: 0 }),
      ])
    }
    await follow()
    isOver = true
  }
  await Promise.all([writing(), reading()])

  expect(served).toEqual(served.toSorted((a, b) => a - b))
  expect(new Set(served).size).toBeGreaterThan(3)
  expect(await branch.facts('user', 0)).toMatchObject({ facts: names.map(() => ({ value: '150' })) })
})
