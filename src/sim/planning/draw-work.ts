import { clientFilesOf } from '../../plan/client-files.ts'
import { workCauses } from '../../plan/keys/plan-causes.ts'
import { fileNames, workIds } from '../../plan/keys/work-ids.ts'
import type { PlanItem, Target } from '../../plan/plan.ts'
import type { ScenarioSpec } from '../../plan/scenario-spec.ts'
import type { Topology } from '../../plan/topology.ts'
import { type Randomness, type Stream, streamKeys } from '../kernel/index.ts'

interface Desk {
  readonly spec: ScenarioSpec
  readonly people: readonly string[]
  readonly accounts: readonly string[]
  readonly stream: Stream
  /** By person, the number of the client file that they have a copy of. */
  readonly fileOf: ReadonlyMap<string, number>
}

/** Among field edits: how many make a record of their own, and how many go to one that somebody made. */
const newRecordShare = 0.02
const madeByShare = 0.02
/** Among document saves: how many make a new document. */
const newDocumentShare = 0.03
/** How far apart two people's edits may lie and still be a meeting. */
const meetingWithinUs = 30_000_000

/** Everybody's day: opening, edits about every so often, saves, and meetings at one register. */
export const drawWork = (
  spec: ScenarioSpec,
  topology: Topology,
  random: Randomness,
  accounts: readonly string[],
): PlanItem[] => {
  const people = topology.copies.flatMap(({ user }) => user ?? [])
  const desk: Desk = {
    spec,
    people,
    accounts,
    stream: random.stream(streamKeys.work),
    fileOf: fileByPerson(topology),
  }
  const opens = topology.copies.flatMap(({ id, user, role }): PlanItem[] => {
    if (user === null) return []
    const withinUs = role === 'peer-parent' ? 0 : spec.work.openWithinUs
    const atUs = Math.round(withinUs * desk.stream.unit(user, workCauses.open))
    return [
      {
        id: workIds.open(user),
        atUs,
        actor: user,
        kind: 'open-copy',
        target: { kind: 'copy', copy: id },
        parameters: {},
      },
    ]
  })
  const edits = people.flatMap((person, index) => drawEdits(desk, person, index, opens))
  const byTime = edits.toSorted((a, b) => a.atUs - b.atUs)
  return [...opens, ...edits.map((item) => (isMeeting(desk, item) ? meet(desk, item, byTime) : item))]
}

const fileByPerson = ({ copies }: Topology): ReadonlyMap<string, number> => {
  const users = new Map(copies.map(({ id, user }) => [id, user ?? id]))
  return new Map(
    clientFilesOf(copies).flatMap((ids, file) => ids.map((id) => [users.get(id) ?? id, file] as const)),
  )
}

const drawEdits = (desk: Desk, person: string, index: number, opens: readonly PlanItem[]): PlanItem[] => {
  const { work, day } = desk.spec
  const items: PlanItem[] = []
  let atUs = opens.find(({ actor }) => actor === person)?.atUs ?? 0
  const lastUs = day.lengthUs - work.thinkUs[1]
  for (let number = 1; ; number += 1) {
    atUs += Math.round(work.editEveryUs * (0.5 + desk.stream.unit(person, number, workCauses.gap)))
    if (atUs >= lastUs) return items
    items.push(drawEdit(desk, workIds.edit(person, number), atUs, { person, index, items }))
  }
}

interface Writer {
  readonly person: string
  readonly index: number
  readonly items: readonly PlanItem[]
}

const drawEdit = (desk: Desk, id: string, atUs: number, writer: Writer): PlanItem => {
  const { stream, spec } = desk
  const thinkUs = stream.between(spec.work.thinkUs[0], spec.work.thinkUs[1], id, workCauses.think)
  const base = { id, atUs, actor: writer.person }
  if (stream.chance(spec.work.documentShare, id, workCauses.document))
    return { ...base, ...drawSave(desk, id, thinkUs, writer) }
  const value = stream.between(100, 99_999, id, workCauses.value)
  if (stream.chance(newRecordShare, id, workCauses.newRecord)) {
    const target = { kind: 'register', table: fileNames.records, key: id, field: fileNames.amount } as const
    return { ...base, kind: 'create-record', target, parameters: { value, thinkUs } }
  }
  return { ...base, kind: 'edit-field', target: drawField(desk, id, writer), parameters: { value, thinkUs } }
}

const drawField = (desk: Desk, id: string, writer: Writer): Target => {
  const { stream, accounts, people } = desk
  const made = writer.items.filter(({ kind }) => kind === 'create-record')
  if (made.length > 0 && stream.chance(madeByShare / 0.96, id, workCauses.madeBy)) {
    return { kind: 'made-by', item: stream.pick(made, id, workCauses.item).id, field: fileNames.amount }
  }
  const own = accounts.filter((_, index) => index % people.length === writer.index)
  const key = stream.pick(own.length > 0 ? own : accounts, id, workCauses.account)
  return {
    kind: 'register',
    table: fileNames.accounts,
    key,
    field: stream.chance(0.8, id, workCauses.field) ? fileNames.amount : fileNames.note,
  }
}

const drawSave = (
  desk: Desk,
  id: string,
  thinkUs: number,
  { person }: Writer,
): Pick<PlanItem, 'kind' | 'target' | 'parameters'> => {
  const sizeBytes = drawSizeBytes(desk, id)
  if (desk.stream.chance(newDocumentShare, id, workCauses.newDocument)) {
    const target = { kind: 'pick-document', key: id, among: '' } as const
    return {
      kind: 'create-document',
      target,
      parameters: { name: fileNames.memo(person, id), sizeBytes, thinkUs },
    }
  }
  return {
    kind: 'save-document',
    target: { kind: 'pick-document', key: id, among: `${person} ` },
    parameters: { sizeBytes, thinkUs },
  }
}

/**
 * Sizes of saves: bounded Pareto, as file sizes are; index 2, and for one save in ten index 1, so that documents of a
 * megabyte do occur. Only divisions and square roots, which are the same on every machine.
 */
const drawSizeBytes = ({ stream, spec }: Desk, id: string): number => {
  const [smallest, largest] = spec.work.documentBytes
  const ratio = smallest / largest
  const unit = stream.unit(id, workCauses.size)
  const isHeavy = stream.chance(0.1, id, workCauses.heavy)
  return Math.round(
    isHeavy ? smallest / (1 - unit * (1 - ratio)) : smallest / Math.sqrt(1 - unit * (1 - ratio * ratio)),
  )
}

const isMeeting = ({ stream, spec }: Desk, item: PlanItem): boolean =>
  (item.kind === 'edit-field' || item.kind === 'save-document') &&
  stream.chance(spec.work.meetingShare, item.id, workCauses.meeting)

/** The same edit, going where somebody else is writing at that time. `edits` are in the order of time. */
const meet = ({ stream, fileOf }: Desk, item: PlanItem, edits: readonly PlanItem[]): PlanItem => {
  const others: PlanItem[] = []
  for (let index = firstAt(edits, item.atUs - meetingWithinUs); index < edits.length; index += 1) {
    const other = edits[index]
    if (!other || other.atUs > item.atUs + meetingWithinUs) break
    const isThere = fileOf.get(other.actor) === fileOf.get(item.actor) && other.target.kind !== 'made-by'
    if (isThere && other.actor !== item.actor && other.kind === item.kind) others.push(other)
  }
  if (others.length === 0) return item
  return { ...item, target: stream.pick(others, item.id, workCauses.whom).target }
}

/** The first item not before a moment. */
const firstAt = (items: readonly PlanItem[], atUs: number): number => {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((items[middle]?.atUs ?? 0) < atUs) low = middle + 1
    else high = middle
  }
  return low
}
