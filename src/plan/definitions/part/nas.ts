import { ownName } from '../option.ts'
import { definePart } from './define-part.ts'
import { bareMachine } from './machine-entry.ts'

export const nas = definePart({
  key: 'nas',
  word: 'nas',
  noun: 'nas',
  family: 'machine',
  subject: 'id',
  roles: ['host', 'nas', 'nas or fileServer'],
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
    summary: 'A machine that keeps client files for servers and runs nothing.',
    options: { id: 'The name of the machine.' },
    example: { id: 'nas-1' },
  },
})
