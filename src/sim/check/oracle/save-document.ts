import { actions } from '../../../plan/definitions/action/index.ts'
import { ruleOf, wrongRegisters } from './oracle-rule.ts'

const contentOfOne = /^documents\/[^/]+\.content$/

/** A save writes the content of one document, and replaces the version that the screen showed. */
export const saveDocumentRule = ruleOf(actions.saveDocument, (_, writes) => {
  const [first] = writes
  if (first && contentOfOne.test(first.register)) return wrongRegisters(writes, [first.register])
  return wrongRegisters(writes, ['the content of one document'])
})
