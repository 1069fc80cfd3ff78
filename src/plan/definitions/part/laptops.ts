import { memberIds } from '../../keys/work-ids.ts'
import { count, ownName } from '../option.ts'
import { definePart } from './define-part.ts'

export const shortGroupMax = 8

export const laptops = definePart({
  key: 'laptop',
  word: 'laptops',
  noun: 'laptop',
  family: 'machine',
  subject: 'id',
  roles: ['host', 'group of laptops'],
  options: { id: ownName(), count: count(1, 400) },
  rules: [],
  inShortForm: (stated) => ({ ...stated, count: Math.min(stated.count, shortGroupMax) }),
  machines: ({ count: people }, takeNames) =>
    takeNames(people).map((user) => ({ id: memberIds.laptop(user), user, sessionLimit: null })),
  ends: null,
  lists: () => ({}),
  contribute: () => ({}),
  entryNames: {},
  texts: {},
  docs: {
    summary: 'So many people with a laptop each.',
    options: { id: 'The name of the group.', count: 'The number of people, 400 at most.' },
    example: { id: 'staff', count: 3 },
  },
})
