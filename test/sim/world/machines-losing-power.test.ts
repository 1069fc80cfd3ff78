import { expect, test } from 'vitest'

import { clockWrong, diskDies, powerCut } from '../../../src/scenario/index.ts'
import { drawPlan } from '../../../src/sim/planning/draw-plan.ts'
import { machinesLosingPower } from '../../../src/sim/world/machines-losing-power.ts'
import { smallTeam } from '../../world/small-team.ts'

const losing = (changes: Parameters<typeof smallTeam>[0]) =>
  [...machinesLosingPower(drawPlan(smallTeam(changes), 'full', 1))].toSorted()

test('a plan with a power cut and a lost disk strikes two machines', () => {
  const machines = losing({ faults: [powerCut('lead-pc'), diskDies('staff')] })

  expect(machines).toEqual([expect.stringMatching(/^(?!lead)/), 'lead-pc'])
})

test('no machine loses power by a wrong clock, or by people', () => {
  expect(losing({ faults: [clockWrong('lead-pc', { ahead: '5m' })] })).toEqual([])
})
