import { actions } from '../../src/plan/definitions/action/index.ts'
import { code, pageText, type ReferencePage, table } from './markdown.ts'

/** The actions of people, each with the kind of its plan items. */
export const actionsPage = (): ReferencePage => ({
  path: 'actions.md',
  text: pageText([
    '# Actions',
    'People act as `staffAtWork` describes. The seed draws each action. In a plan it is an item of the given kind.',
    table(
      ['action', 'plan item', 'does'],
      Object.entries(actions).map(([name, { key, docs }]) => [
        code(name),
        `[${code(key)}](plan-items.md#${key})`,
        docs.summary,
      ]),
    ),
  ]),
})
