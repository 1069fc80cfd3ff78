import type { RescuedOp } from '../../engine/replica/index.ts'
import { traceKeys } from '../kernel/index.ts'
import { simIds } from '../keys/index.ts'
import type { WriteRecord } from '../record/index.ts'
import type { Node, World } from '../world/index.ts'

/** Takes over as many rescued writes as possible, moment by moment in their own order. */
export const takeOverFrom = async (world: World, by: Node, abandoned: string): Promise<void> => {
  const taken = new Map<string, string>()
  for (const deeds of momentsOf(by.copy.lifecycle.rescued()))
    await takeOver(world, { by, abandoned, taken }, deeds)
}

interface Taking {
  readonly by: Node
  readonly abandoned: string
  /** By rescued write, the write that took it over. */
  readonly taken: Map<string, string>
}

const momentsOf = (deeds: readonly RescuedOp[]): readonly (readonly RescuedOp[])[] => {
  const moments = new Map<string, RescuedOp[]>()
  for (const deed of deeds) {
    if (deed.takenOver || deed.refusal !== null || deed.note === '') continue
    const key = `${deed.dot.log} ${deed.dot.seq}`
    const moment = moments.get(key)
    if (moment) moment.push(deed)
    else moments.set(key, [deed])
  }
  return [...moments.values()]
}

const takeOver = async (
  world: World,
  { by, abandoned, taken }: Taking,
  deeds: readonly RescuedOp[],
): Promise<void> => {
  const original = deeds[0]?.note ?? ''
  const id = simIds.takeOver(original, by.spec.id)
  const { recorder, kernel } = world
  const { copy } = by
  const author = by.spec.user ?? ''
  const writes = recorder.writes.filter((write) => write.id === original && write.copy === abandoned)
  // For a rescued write that the author saw, its replacement counts.
  const shownIn = ({ observed: shown }: WriteRecord): readonly string[] =>
    shown.map((each) => taken.get(each) ?? each)
  const [first] = writes
  if (!first) return
  recorder.attempts.begin(by.spec.id, { id, author, observed: shownIn(first), resolves: first.resolves })
  const outcome = await copy.lifecycle.takeOver(deeds, { author, note: id })
  recorder.attempts.end(by.spec.id, id)
  if (outcome.kind !== 'written') return
  const acknowledgedUs = kernel.scheduler.nowUs
  recorder.wrote(
    writes.map((write): WriteRecord => ({
      ...write,
      id,
      copy: by.spec.id,
      author,
      observed: shownIn(write),
      acknowledgedUs,
    })),
  )
  taken.set(original, id)
  recorder.abandonments.tookOver(abandoned, original)
  kernel.trace.record(acknowledgedUs, traceKeys.takenOver, by.spec.id, id)
}
