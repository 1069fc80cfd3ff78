import { memberIds } from '../../keys/work-ids.ts'
import { groupSizeMax } from '../../people-spec.ts'
import { count, orNone, ownName, usuallySameAs } from '../option.ts'
import { definePart } from './define-part.ts'

export const shortGroupMax = 8

export const laptops = definePart({
  key: 'laptop',
  word: 'laptops',
  noun: 'laptop',
  family: 'machine',
  subject: 'id',
  roles: ['host', 'group of laptops'],
  options: {
    id: ownName(),
    count: orNone(count(1, groupSizeMax)),
    seats: usuallySameAs(ownName(), 'id'),
  },
  rules: [],
  inShortForm: (stated) => ({ ...stated, count: stated.count && Math.min(stated.count, shortGroupMax) }),
  machines: ({ seats, count: people }, namesSeated) =>
    namesSeated(seats, people).map((user) => ({ id: memberIds.laptop(user), user, sessionLimit: null })),
  ends: null,
  lists: () => ({}),
  contribute: () => ({}),
  entryNames: {},
  texts: {},
  docs: {
    summary: 'A laptop for each of the people of a group.',
    options: {
      id: 'The name of the group of laptops.',
      count:
        'The number of people, 400 at most, if this part declares them. If omitted, `people` declares them.',
      seats: 'The people who have a laptop each.',
    },
    example: { id: 'staff', count: 3 },
  },
})
