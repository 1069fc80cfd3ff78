import type { z } from 'zod'

import type { FaultDefinition, FaultItem } from '../../../src/plan/definitions/fault/index.ts'
import { stateOptions } from '../../../src/plan/definitions/option-shape.ts'
import type { FaultPart } from '../../../src/plan/scenario-spec.ts'
import { faultEffects } from '../../../src/sim/fault/registry.ts'
import { drawPlan } from '../../../src/sim/planning/draw-plan.ts'
import { executePlan, type Execution } from '../../../src/sim/run/execute-plan.ts'
import { exampleFirm } from './example-firm.ts'

/** The sentences of the contract that a fault breaks on a day of the example firm: none if it keeps it. */
export const breaches = async (definition: FaultDefinition): Promise<readonly string[]> => {
  const stated = stateOptions<z.ZodType<FaultPart>>(definition.word, definition, definition.docs.example)
  const plan = drawPlan(exampleFirm([stated]), 'full', 1)
  const { items } = plan.faults
  if (items.length === 0) return ['nothing is drawn']
  const execution = await executePlan(plan, {
    traps: null,
    quiescence: 'tick',
    traceListener: null,
    onFrame: null,
    isCancelled: () => false,
  })
  const { healed, leftBehind } = execution.recording
  return [
    ...items.flatMap((item) => breachesOf(definition, item, execution)),
    ...(healed ? [] : ['the world does not heal']),
    ...leftBehind,
  ]
}

const breachesOf = ({ key }: FaultDefinition, item: FaultItem, execution: Execution): string[] => {
  const view = execution.finalFrame([]).faults.find(({ id }) => id === item.id)
  if (!view) return ['it is not begun']
  const record = execution.recording.faults.find(({ id }) => id === item.id)
  const isOver = view.toUs !== null
  return [
    ...(item.kind === key ? [] : ['its item is of another kind']),
    ...(view.label === '' || view.target === '' ? ['it has no label'] : []),
    ...(record?.happened ? [] : ['it is not observed']),
    ...(isOver === (faultEffects[key].ending !== 'stays') ? [] : ['it is not undone']),
  ]
}
