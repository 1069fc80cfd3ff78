import type { ChangeFeed, DataStore, FactRow, StandingFact } from '../../../src/access/ports/data-store.ts'
import { Replicator } from '../../../src/access/replication/replicator.ts'
import { BranchStore } from '../../../src/access/store/branch-store.ts'
import { CentreStore } from '../../../src/access/store/centre-store.ts'
import { realDigest } from '../../../src/real/machine/real-digest.ts'
import { SimDatabase } from '../../../src/sim/machine/database/sim-database.ts'

export const user = (name: string, state: string | null = 'active'): FactRow => ({
  table: 'user',
  key: name,
  value: state === null ? null : JSON.stringify({ state }),
})

export const newCentre = (id = 'centre-1', database = new SimDatabase()): CentreStore =>
  CentreStore.create(database, realDigest, { id, name: 'Head office' })

/** The wire to a centre, which may be cut. */
export class Wire implements ChangeFeed {
  centre: CentreStore
  isCut = false
  asked = 0

  constructor(centre: CentreStore) {
    this.centre = centre
  }

  async changes(...asked: Parameters<ChangeFeed['changes']>): ReturnType<ChangeFeed['changes']> {
    this.asked += 1
    return this.isCut ? { kind: 'unreachable', detail: 'no way there' } : this.centre.changes(...asked)
  }

  async page(...asked: Parameters<ChangeFeed['page']>): ReturnType<ChangeFeed['page']> {
    this.asked += 1
    return this.isCut ? { kind: 'unreachable', detail: 'no way there' } : this.centre.page(...asked)
  }
}

/** A branch with the wire to its centre, in which a look is taken by hand. */
export const newBranch = (centre: CentreStore, pageFacts = 3) => {
  const database = new SimDatabase()
  const branch = BranchStore.create(database, realDigest)
  const wire = new Wire(centre)
  const clock = { nowMs: () => 1000, after: () => () => {} }
  const rules = { pollMs: 5000, changesMax: 4, factsMax: pageFacts }
  const catchUp = async (): Promise<string> =>
    (await new Replicator({ branch, feed: wire, clock, rules }).catchUp()).kind
  return { branch, wire, database, catchUp }
}

/** What a store serves of its users; what it says instead where it serves nothing. */
export const usersIn = async (store: BranchStore | CentreStore): Promise<readonly string[] | string> => {
  const asked: DataStore = store
  const answer = await asked.facts('user', 0)
  return answer.kind === 'facts' ? answer.facts.map(nameAndState) : answer.kind
}

const nameAndState = ({ key, value }: StandingFact): string =>
  `${key} ${(JSON.parse(value) as { state: string }).state}`
