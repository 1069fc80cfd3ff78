import type { ActionItemOf } from '../../plan/definitions/action/index.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Measures } from '../../result/run-record.ts'
import { type Randomness, streamKeys } from '../kernel/index.ts'
import { heaviest } from '../people/index.ts'
import type { PickRecord } from '../record/index.ts'

interface PickedDay {
  readonly plan: Plan
  readonly kernel: { readonly random: Randomness }
  readonly recorder: { readonly picks: readonly PickRecord[] }
  /** The copies of each client file. */
  readonly files: readonly (readonly string[])[]
}

type Save = ActionItemOf<'save-document'>

/** A document of the plan. `fromUs` is the earliest time at which everybody can see it. */
interface KnownDocument {
  readonly name: string
  readonly fromUs: number
  readonly file: number
}

/** Counts the documents that people picked to save, and the picks that they make if every copy shows everything. */
export const pickAgreement = (day: PickedDay): Measures['picks'] => {
  const saves = new Map(
    day.plan.work.items.flatMap((item) => (item.kind === 'save-document' ? [[item.id, item]] : [])),
  )
  const fileOf = fileByPerson(day)
  const documents = documentsOf(day.plan, fileOf)
  const counts = { made: 0, asPlanned: 0 }
  for (const { item, picked } of day.recorder.picks) {
    const save = saves.get(item)
    if (!save) continue
    counts.made += 1
    if (expectedPick(day, save, documents, fileOf) === picked) counts.asPlanned += 1
  }
  return counts
}

const fileByPerson = ({ plan, files }: PickedDay): ReadonlyMap<string, number> =>
  new Map(
    plan.topology.copies.flatMap(({ id, user }) =>
      user === null ? [] : [[user, files.findIndex((ids) => ids.includes(id))] as const],
    ),
  )

const documentsOf = (plan: Plan, fileOf: ReadonlyMap<string, number>): readonly KnownDocument[] => [
  ...plan.clientFile.documents.map(({ name }) => ({ name, fromUs: 0, file: fileOfDocument(name, fileOf) })),
  ...plan.work.items.flatMap((item) =>
    item.kind === 'create-document'
      ? [{ name: item.name, fromUs: item.atUs + item.thinkUs, file: fileOf.get(item.actor) ?? 0 }]
      : [],
  ),
]

/** A document's name begins with its author's. */
const fileOfDocument = (name: string, fileOf: ReadonlyMap<string, number>): number =>
  fileOf.get(name.slice(0, name.indexOf(' '))) ?? 0

const expectedPick = (
  { kernel }: PickedDay,
  { atUs, actor, document: { key, among } }: Save,
  documents: readonly KnownDocument[],
  fileOf: ReadonlyMap<string, number>,
): string | null => {
  const stream = kernel.random.stream(streamKeys.pick)
  const seen = documents.filter(
    ({ name, fromUs, file }) => fromUs <= atUs && file === (fileOf.get(actor) ?? 0) && name.startsWith(among),
  )
  return heaviest(seen, ({ name }) => stream.unit(key, name))?.name ?? null
}
