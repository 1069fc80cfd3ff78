import { clientFilesOf } from '../../plan/client-files.ts'
import { actionDefinitionOf, type ActionItem, actions } from '../../plan/definitions/action/index.ts'
import type { WorkDay, Writer } from '../../plan/definitions/action/work-day.ts'
import { workCauses } from '../../plan/keys/plan-causes.ts'
import { workIds } from '../../plan/keys/work-ids.ts'
import type { ScenarioSpec } from '../../plan/scenario-spec.ts'
import type { Topology } from '../../plan/topology.ts'
import { type Randomness, type Stream, streamKeys } from '../kernel/index.ts'

interface Desk extends WorkDay {
  readonly spec: ScenarioSpec
  readonly draws: Stream
  /** By person, the number of their client file. */
  readonly fileOf: ReadonlyMap<string, number>
}

/** Among field edits, the share that creates a record. */
const newRecordShare = 0.02
/** Among document saves, the share that creates a document. */
const newDocumentShare = 0.03
/** The longest time between two people's edits that still makes a meeting. */
const meetingWithinUs = 30_000_000

/** Everybody's day: opening, edits at drawn intervals, saves, and meetings at one register. */
export const drawWork = (
  spec: ScenarioSpec,
  topology: Topology,
  random: Randomness,
  accounts: readonly string[],
): readonly ActionItem[] => {
  const desk: Desk = {
    spec,
    people: topology.copies.flatMap(({ user }) => user ?? []),
    accounts,
    documentBytes: spec.work.documentBytes,
    draws: random.stream(streamKeys.work),
    fileOf: fileByPerson(topology),
  }
  const workers = topology.copies.flatMap(({ id, user, role }) => (user === null ? [] : [{ id, user, role }]))
  const opens = workers.map(({ id, user, role }, index): ActionItem => {
    const withinUs = role === 'peer-parent' ? 0 : spec.work.openWithinUs
    const atUs = Math.round(withinUs * desk.draws.unit(user, workCauses.open))
    const base = { id: workIds.open(user), atUs, actor: user }
    return actions.openCopy.drawItem(base, desk, { person: user, index, copy: id, created: [] }, 0)
  })
  const edits = workers.flatMap(({ id, user }, index) =>
    drawEdits(desk, { person: user, index, copy: id }, opens),
  )
  const byTime = edits.toSorted((a, b) => a.atUs - b.atUs)
  return [...opens, ...edits.map((item) => (isMeeting(desk, item) ? meet(desk, item, byTime) : item))]
}

const fileByPerson = ({ copies }: Topology): ReadonlyMap<string, number> => {
  const users = new Map(copies.map(({ id, user }) => [id, user ?? id]))
  return new Map(
    clientFilesOf(copies).flatMap((ids, file) => ids.map((id) => [users.get(id) ?? id, file] as const)),
  )
}

const drawEdits = (
  desk: Desk,
  worker: Omit<Writer, 'created'>,
  opens: readonly ActionItem[],
): readonly ActionItem[] => {
  const { work, day } = desk.spec
  const { person } = worker
  const items: ActionItem[] = []
  const created: string[] = []
  let atUs = opens.find(({ actor }) => actor === person)?.atUs ?? 0
  const lastUs = day.lengthUs - work.thinkUs[1]
  for (let number = 1; ; number += 1) {
    atUs += Math.round(work.editEveryUs * (0.5 + desk.draws.unit(person, number, workCauses.gap)))
    if (atUs >= lastUs) return items
    const item = drawEdit(desk, workIds.edit(person, number), atUs, { ...worker, created })
    if (item.kind === 'create-record') created.push(item.id)
    items.push(item)
  }
}

const drawEdit = (desk: Desk, id: string, atUs: number, writer: Writer): ActionItem => {
  const { work } = desk.spec
  const thinkUs = desk.draws.between(work.thinkUs[0], work.thinkUs[1], id, workCauses.think)
  return actionFor(desk, id).drawItem({ id, atUs, actor: writer.person }, desk, writer, thinkUs)
}

const actionFor = ({ draws, spec }: Desk, id: string) => {
  const { createDocument, createRecord, editField, saveDocument } = actions
  if (draws.chance(spec.work.documentShare, id, workCauses.document))
    return draws.chance(newDocumentShare, id, workCauses.newDocument) ? createDocument : saveDocument
  return draws.chance(newRecordShare, id, workCauses.newRecord) ? createRecord : editField
}

const isMeeting = ({ draws, spec }: Desk, item: ActionItem): boolean =>
  actionDefinitionOf(item).meeting !== null &&
  draws.chance(spec.work.meetingShare, item.id, workCauses.meeting)

/** The same edit, at a register where somebody else is writing then. `edits` are in the order of time. */
const meet = ({ draws, fileOf }: Desk, item: ActionItem, edits: readonly ActionItem[]): ActionItem => {
  const action = actionDefinitionOf(item)
  const others: ActionItem[] = []
  for (let index = firstAt(edits, item.atUs - meetingWithinUs); index < edits.length; index += 1) {
    const other = edits[index]
    if (!other || other.atUs > item.atUs + meetingWithinUs) break
    const isThere = fileOf.get(other.actor) === fileOf.get(item.actor) && other.actor !== item.actor
    if (isThere && action.meets(other)) others.push(other)
  }
  if (others.length === 0) return item
  return action.joined(item, draws.pick(others, item.id, workCauses.whom)) ?? item
}

/** The first item not before a moment. */
const firstAt = (items: readonly ActionItem[], atUs: number): number => {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((items[middle]?.atUs ?? 0) < atUs) low = middle + 1
    else high = middle
  }
  return low
}
