import {
  laptops,
  peerParent,
  router,
  scenario,
  staffAtWork,
  syncCopies,
  workstation,
} from '../../src/scenario/index.ts'
import type { ScenarioOptions } from '../../src/scenario/scenario.ts'

/** A sound scenario of a lead and three colleagues; tests change what is wrong with it. */
export const smallTeam = (changes: Partial<ScenarioOptions> = {}): ReturnType<typeof scenario> =>
  scenario({
    name: 'small-team',
    story: 'A lead and three colleagues behind one router.',
    parts: teamParts,
    copies: [peerParent('lead', { on: 'lead-pc' }), syncCopies({ on: 'staff', of: 'lead' })],
    work: staffAtWork(),
    ...changes,
  })

export const teamParts = [
  workstation('lead-pc', { user: 'lead' }),
  laptops('staff', { count: 3 }),
  router('wifi', { joins: ['lead-pc', 'staff'] }),
]
