import { workCauses } from '../src/plan/keys/plan-causes.ts'
import {
  createScheduler,
  createRandomness,
  createRunTrace,
  type QuiescenceKind,
  quiescenceWaitOf,
  streamKeys,
  traceKeys,
} from '../src/sim/kernel/index.ts'
import { type Bench, type Figure, figureOf } from './figure.ts'
import { perSecond } from './timed.ts'

const pending = 10_000
const agendaEvents = 500_000
const restSteps = 100_000
const draws = 500_000
const often = { warmups: 2, runs: 9 }

const measure = async (): Promise<readonly Figure[]> => [
  figureOf(
    `agenda, ${pending.toLocaleString('en-US')} entries pending`,
    'events/s',
    await perSecond(stepAgenda, agendaEvents, often),
  ),
  await restFigure('tick'),
  await restFigure('immediate'),
  figureOf('keyed draws', 'draws/s', await perSecond(drawKeyed, draws, often)),
  figureOf('trace', 'events/s', await perSecond(recordTrace, draws, often)),
]

/** Each entry that runs makes the next one, so that as many are pending all the time. */
const stepAgenda = (): void => {
  const agenda = createScheduler()
  const random = createRandomness(1).stream(streamKeys.work)
  const again = (entry: number): void =>
    void agenda.after(random.between(1, 1_000_000, entry), () => again(entry))
  for (let entry = 0; entry < pending; entry += 1) again(entry)
  for (let event = 0; event < agendaEvents; event += 1) agenda.step(Number.MAX_SAFE_INTEGER)
}

const restFigure = async (kind: QuiescenceKind): Promise<Figure> => {
  const rest = quiescenceWaitOf(kind)
  const step = async (): Promise<void> => {
    for (let count = 0; count < restSteps; count += 1) await rest()
  }
  return figureOf(`rest, ${kind}`, 'steps/s', await perSecond(step, restSteps, often))
}

const drawKeyed = (): void => {
  const stream = createRandomness(1).stream(streamKeys.work)
  let sum = 0
  for (let draw = 0; draw < draws; draw += 1) sum += stream.unit(workCauses.think, draw)
  if (Math.abs(sum / draws - 0.5) > 0.01)
    throw new Error(`draws should be even, and their mean is ${sum / draws}`)
}

const recordTrace = (): void => {
  const [copy, item]: readonly [string, string] = ['staff-7', 'edit-1234']
  const trace = createRunTrace()
  for (let event = 0; event < draws; event += 1) trace.record(event * 1000, traceKeys.applied, copy, item)
}

export const bench: Bench = {
  what: 'The simulator by itself: taking events off the agenda and putting new ones on, letting the engine come to rest between two events (`tick` is the one in use), draws keyed by what they decide, and adding an event to the trace.',
  measure,
}
