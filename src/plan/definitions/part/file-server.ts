import { ownName } from '../option.ts'
import { definePart } from './define-part.ts'
import { bareMachine } from './machine-entry.ts'

export const fileServer = definePart({
  key: 'file-server',
  word: 'fileServer',
  noun: 'file-server',
  family: 'machine',
  subject: 'id',
  roles: ['host', 'nas or fileServer'],
  options: { id: ownName() },
  rules: [],
  inShortForm: (stated) => stated,
  machines: ({ id }) => [bareMachine(id)],
  ends: null,
  lists: () => ({}),
  contribute: () => ({}),
  entryNames: {},
  texts: {},
  docs: {
    summary: 'A machine that only serves files, without a limit of sessions.',
    options: { id: 'The name of the machine.' },
    example: { id: 'leeds' },
  },
})
