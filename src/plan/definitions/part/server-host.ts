import { count, ownName, usually } from '../option.ts'
import { definePart } from './define-part.ts'
import { bareMachine } from './machine-entry.ts'

export const serverHost = definePart({
  key: 'server',
  word: 'serverHost',
  noun: 'server',
  family: 'machine',
  subject: 'id',
  roles: ['host', 'serverHost', 'syncServer or serverHost'],
  options: { id: ownName(), cores: usually(count(1, 256), 4) },
  rules: [],
  inShortForm: (stated) => stated,
  machines: ({ id, cores }) => [{ ...bareMachine(id), cores }],
  ends: null,
  lists: () => ({}),
  contribute: () => ({}),
  entryNames: {},
  texts: {},
  docs: {
    summary: 'A machine for sync servers.',
    options: {
      id: 'The name of the machine.',
      cores: 'The requests that its processors handle at one moment.',
    },
    example: { id: 'server', cores: 4 },
  },
})
