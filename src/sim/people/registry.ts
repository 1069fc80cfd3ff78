import type { ActionItem, ActionItemOf, ActionKey } from '../../plan/definitions/action/index.ts'
import type { Act } from './act.ts'
import { createDocumentAct } from './create-document.ts'
import { createRecordAct } from './create-record.ts'
import { deleteRecordAct } from './delete-record.ts'
import { editFieldAct } from './edit-field.ts'
import { openCopyAct } from './open-copy.ts'
import type { Person } from './person.ts'
import { saveDocumentAct } from './save-document.ts'

/** The execution of every action that can be planned. An action without an act does not compile. */
export const acts: { readonly [Key in ActionKey]: Act<Key> } = {
  'create-document': createDocumentAct,
  'create-record': createRecordAct,
  'delete-record': deleteRecordAct,
  'edit-field': editFieldAct,
  'open-copy': openCopyAct,
  'save-document': saveDocumentAct,
}

/** Carries out an item at a person's machine. Records it as missed if the copy there does not run. */
export const carryOut = async (person: Person, item: ActionItem): Promise<void> => {
  if (person.station.isRunning || acts[item.kind].whileStopped) await actAs(item.kind, person, item)
  else person.miss(item)
}

const actAs = <Key extends ActionKey>(key: Key, person: Person, item: ActionItemOf<Key>): Promise<void> =>
  acts[key].act(person, item)
