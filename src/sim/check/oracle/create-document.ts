import { actions } from '../../../plan/definitions/action/index.ts'
import { ruleOf, wrongRegisters, wroteOver } from './oracle-rule.ts'

/** A new document has its planned name and a content, in an empty register. */
export const createDocumentRule = ruleOf(actions.createDocument, ({ name }, writes) => {
  const named = writes.find(({ register }) => register.endsWith('.name'))
  if (!named) return wrongRegisters(writes, ['the name and the content of one document'])
  if (named.value !== `t${name}`) return `wrote the name ${named.value} instead of t${name}`
  const content = named.register.replace(/\.name$/, '.content')
  return wrongRegisters(writes, [named.register, content]) ?? wroteOver(writes)
})
