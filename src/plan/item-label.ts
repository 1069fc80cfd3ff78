import type { ActionLabel } from './definitions/action/define-action.ts'
import { actionLabelOf } from './definitions/action/index.ts'
import { faultLabelOf } from './definitions/fault/index.ts'
import type { PlanItem } from './plan.ts'

/** Throws RangeError if no definition has the item's kind. */
export const itemLabel = (item: PlanItem): ActionLabel => {
  const label = faultLabelOf(item) ?? actionLabelOf(item)
  if (!label) throw new RangeError(`nothing is planned as "${item.kind}"`)
  return label
}
