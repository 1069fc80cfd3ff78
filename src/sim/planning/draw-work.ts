import type { WorkKind } from '../../plan/definitions/action/define-action.ts'
import { hotAddressAt, meetsAtUs } from '../../plan/definitions/action/hot-address.ts'
import {
  actionDefinitionOf,
  type ActionDefinition,
  type ActionItem,
  actions,
  mixedActions,
} from '../../plan/definitions/action/index.ts'
import type { Due, WorkDay, Writer } from '../../plan/definitions/action/work-day.ts'
import { workCauses } from '../../plan/keys/plan-causes.ts'
import { workIds } from '../../plan/keys/work-ids.ts'
import type { Work } from '../../plan/scenario-spec.ts'

/** One person's day, drawn without a look at anybody else's. */
export interface PersonDay extends WorkDay {
  readonly person: string
  readonly work: Work
  readonly lengthUs: number
}

/** Opening, then edits and saves at drawn intervals. Some of them go where others go at that time. */
export const drawWork = (day: PersonDay): readonly ActionItem[] => {
  const { draws, person, work } = day
  const opensUs = Math.round(work.openWithinUs * draws.unit(person, workCauses.open))
  const writer = { person, documentBytes: work.documentBytes, created: [] }
  const open = actions.openCopy.drawItem(day, writer, { id: workIds.open(person), atUs: opensUs, thinkUs: 0 })
  return [...(open ? [open] : []), ...drawEdits(day, opensUs)]
}

const drawEdits = (day: PersonDay, opensUs: number): readonly ActionItem[] => {
  const { draws, person, work, lengthUs } = day
  const items: ActionItem[] = []
  const created: string[] = []
  const writer = { person, documentBytes: work.documentBytes, created }
  let atUs = opensUs
  const lastUs = lengthUs - work.thinkUs[1]
  for (let number = 1; ; number += 1) {
    atUs += Math.round(work.editEveryUs * (0.5 + draws.unit(person, number, workCauses.gap)))
    if (atUs >= lastUs) return items
    const id = workIds.edit(person, number)
    const thinkUs = draws.between(work.thinkUs[0], work.thinkUs[1], id, workCauses.think)
    const item = drawEdit(day, writer, { id, atUs, thinkUs }, { fromUs: opensUs, toUs: lastUs })
    if (item.kind === 'create-record') created.push(item.id)
    items.push(item)
  }
}

const drawEdit = (day: PersonDay, writer: Writer, due: Due, hours: Hours): ActionItem => {
  const { draws, work } = day
  const kind = draws.chance(work.documentShare, due.id, workCauses.document)
    ? 'document saves'
    : 'field edits'
  const item = drawnOf(day, kind, due.id)?.drawItem(day, writer, due) ?? theRestOf(kind)(day, writer, due)
  const { goTo, met } = actionDefinitionOf(item)
  if (!goTo || !draws.chance(work.meetingShare, item.id, workCauses.meeting)) return item
  const address = hotAddressAt(day, item.atUs)
  const atUs = meetsAtUs(day, item.id, address)
  if (atUs < hours.fromUs || atUs >= hours.toUs) return item
  return met({ ...item, atUs }, address)
}

/** The time at which a person opens their copy, and the last moment at which they begin an action. */
interface Hours {
  readonly fromUs: number
  readonly toUs: number
}

/** Returns the action whose own draw wins the item, if any. A further action changes only the items that it wins. */
const drawnOf = ({ draws, work }: PersonDay, kind: WorkKind, id: string): ActionDefinition | undefined =>
  mixedActions.find(({ word, mix }) => {
    if (mix?.among !== kind || mix.share === 'the rest') return false
    return draws.chance(work.mix[word] ?? mix.share, id, mix.cause)
  })

const theRestOf = (kind: WorkKind): ((day: PersonDay, writer: Writer, due: Due) => ActionItem) => {
  const { drawItem } = kind === 'field edits' ? actions.editField : actions.saveDocument
  return (day, writer, due) => {
    const item = drawItem(day, writer, due)
    if (!item) throw new RangeError(`${due.id} cannot be drawn`)
    return item
  }
}
