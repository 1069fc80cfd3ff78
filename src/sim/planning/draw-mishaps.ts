import { faultIds } from '../../plan/keys/fault-ids.ts'
import { faultCauses } from '../../plan/keys/plan-causes.ts'
import { isMishap, type Mishap } from '../../plan/mishap-spec.ts'
import type { PlanItem } from '../../plan/plan.ts'
import type { ScenarioSpec } from '../../plan/scenario-spec.ts'
import { type Randomness, type Stream, streamKeys } from '../kernel/index.ts'
import { machinesOf } from './topology-of.ts'

/** A power cut comes at one of so many next things that a disk does. */
const effectsMax = 60
/** The shortest and the longest part of the day that anything lasts, so that a short form has a before and an after. */
const partOfDay = { least: 0.02, most: 0.3 } as const

/** Whoever puts a folder back works in it before connecting: for a tenth of the time that it went back. */
const offlineOfAge = 10

interface Drawing {
  readonly spec: ScenarioSpec
  readonly stream: Stream
  /** To what befell machines so far, so that it is another one's turn. */
  readonly struck: Map<string, number>
}

/** What befalls machines, and when: each time another one, as long as there are some. */
export const drawMishaps = (spec: ScenarioSpec, random: Randomness): PlanItem[] => {
  const drawing: Drawing = { spec, stream: random.stream(streamKeys.mishaps), struck: new Map() }
  return spec.faults.flatMap((fault, index) => (isMishap(fault) ? drawMishap(drawing, fault, index + 1) : []))
}

const drawMishap = (drawing: Drawing, mishap: Mishap, number: number): PlanItem[] => {
  const times = mishap.kind === 'cloned-folder' ? 1 : mishap.times
  return Array.from({ length: times }, (_, index): PlanItem => {
    const id = faultIds.mishap(mishap.kind, number, index + 1)
    const { spec, stream } = drawing
    const slotUs = spec.day.lengthUs / times
    const atUs = Math.round((index + 0.15 + 0.4 * stream.unit(id, faultCauses.at)) * slotUs)
    const target = { kind: 'part', part: machineFor(drawing, mishap.on, id) } as const
    return { id, atUs, actor: 'world', target, ...whatHappens(drawing, mishap, id, times) }
  })
}

/** Of the machines that were struck least, one by rendezvous. */
const machineFor = ({ spec, stream, struck }: Drawing, on: string, id: string): string => {
  const machines = machinesOf(spec, on)
  const least = Math.min(...machines.map((machine) => struck.get(machine) ?? 0))
  const free = machines.filter((machine) => (struck.get(machine) ?? 0) === least)
  const machine = stream.pick(free, id, faultCauses.which)
  struck.set(machine, least + 1)
  return machine
}

const whatHappens = (
  { spec, stream }: Drawing,
  mishap: Mishap,
  id: string,
  times: number,
): Pick<PlanItem, 'kind' | 'parameters'> => {
  const room = (us: number): number => {
    const slotUs = spec.day.lengthUs / times
    return Math.round(Math.max(partOfDay.least * slotUs, Math.min(us, partOfDay.most * slotUs)))
  }
  const between = ([shortest, longest]: readonly [number, number]): number =>
    room(stream.between(shortest, longest, id, faultCauses.lasts))
  const effect = stream.between(1, effectsMax, id, faultCauses.effect)
  switch (mishap.kind) {
    case 'power-cut':
      return { kind: 'cut-power', parameters: { lastsUs: between(mishap.lastingUs), effect } }
    case 'disk-dies':
      return { kind: 'lose-disk', parameters: { lastsUs: between(mishap.lastingUs), effect } }
    case 'restored-from-backup':
      return {
        kind: 'restore-backup',
        parameters: { ageUs: room(mishap.ageUs), offlineUs: room(mishap.ageUs / offlineOfAge) },
      }
    case 'cloned-folder':
      return { kind: 'clone-folder', parameters: { to: machinesOf(spec, mishap.to)[0] ?? mishap.to } }
    case 'copy-abandoned':
      return { kind: 'abandon-copy', parameters: { awayUs: room(mishap.awayUs) } }
    case 'clock-wrong': {
      const { aheadUs, lastingUs } = mishap
      return { kind: 'set-clock', parameters: { aheadUs, lastsUs: between(lastingUs) } }
    }
  }
}
