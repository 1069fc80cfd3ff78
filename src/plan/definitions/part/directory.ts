import { ownName, partName } from '../option.ts'
import { definePart } from './define-part.ts'
import { firmHasCentre } from './firm-rules.ts'

export const directory = definePart({
  key: 'directory',
  word: 'directory',
  noun: 'directory',
  family: 'access',
  subject: 'id',
  roles: ['directory'],
  options: { id: ownName(), on: partName('host', 'lies on') },
  rules: [firmHasCentre],
  inShortForm: (stated) => stated,
  machines: null,
  ends: null,
  lists: (values) => ({ directories: values }),
  contribute: (stated) => ({ directories: [stated] }),
  entryNames: {},
  texts: { directories: ({ on }) => ` on ${on}` },
  docs: {
    summary: 'Knows people and their passwords.',
    options: { id: 'The name of the directory.', on: 'The machine that it lies on.' },
    example: { id: 'people', on: 'server' },
  },
})
