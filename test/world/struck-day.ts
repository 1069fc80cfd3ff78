import type { FaultPart } from '../../src/plan/scenario-spec.ts'
import type { FaultView } from '../../src/result/live-event.ts'
import {
  laptops,
  peerParent,
  router,
  staffAtWork,
  syncCopies,
  workstation,
} from '../../src/scenario/index.ts'
import { judgeRecording } from '../../src/sim/check/registry.ts'
import { drawPlan } from '../../src/sim/planning/draw-plan.ts'
import type { Recording } from '../../src/sim/record/recording.ts'
import { executed } from './executed.ts'
import { smallTeam } from './small-team.ts'

export interface StruckDay {
  readonly recording: Recording
  readonly faults: readonly FaultView[]
  /** The checks that do not hold, with what they say. */
  readonly failing: readonly string[]
}

/** A lead and three colleagues at work for ten minutes, and what befalls them. */
export const struckDay = async (faults: readonly FaultPart[], seed = 1): Promise<StruckDay> => {
  const spec = smallTeam({
    file: { accounts: 12, documentsEach: 1 },
    parts: [
      workstation('lead-pc', { user: 'lead', sessionLimit: 10 }),
      laptops('staff', { count: 3 }),
      laptops('spare', { count: 1 }),
      router('wifi', { joins: ['lead-pc', 'staff', 'spare'] }),
    ],
    copies: [peerParent('lead', { on: 'lead-pc' }), syncCopies({ on: 'staff', of: 'lead' })],
    day: { lasts: '10m' },
    work: staffAtWork({ openWithin: '10s', editEvery: '6s', documents: 0.1, think: ['1s', '3s'] }),
    faults,
    expectConflicts: 0,
  })
  const execution = await executed(drawPlan(spec, 'full', seed))
  const { recording } = execution
  const checks = judgeRecording(recording)
  const failing = checks.flatMap(({ id, holds, detail }) => (holds ? [] : [`${id}: ${detail}`]))
  return { recording, faults: execution.finalFrame([]).faults, failing }
}

/** The first of some seeds whose day shows something. */
export const firstDay = async (
  faults: readonly FaultPart[],
  shows: (day: StruckDay) => boolean,
): Promise<StruckDay> => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const day = await struckDay(faults, seed)
    if (shows(day)) return day
  }
  throw new Error('none of 40 days shows it')
}
