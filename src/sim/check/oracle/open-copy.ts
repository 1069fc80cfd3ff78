import { actions } from '../../../plan/definitions/action/index.ts'
import { ruleOf, wrongRegisters } from './oracle-rule.ts'

export const openCopyRule = ruleOf(actions.openCopy, (_, writes) => wrongRegisters(writes, []))
