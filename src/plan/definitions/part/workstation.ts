import { count, orNull, ownName, usually } from '../option.ts'
import { definePart } from './define-part.ts'

/** The session limit of a machine in the short form, where crowds are small. */
const shortSessionLimit = 5

export const workstation = definePart({
  key: 'workstation',
  word: 'workstation',
  noun: 'workstation',
  family: 'machine',
  subject: 'id',
  roles: ['host'],
  options: { id: ownName(), user: ownName(), sessionLimit: usually(orNull(count(3)), 20) },
  rules: [],
  inShortForm: (stated) =>
    stated.sessionLimit === null ? stated : { ...stated, sessionLimit: shortSessionLimit },
  machines: ({ id, user, sessionLimit }) => [{ id, user, sessionLimit }],
  ends: null,
  lists: () => ({}),
  contribute: () => ({}),
  entryNames: {},
  texts: {},
  docs: {
    summary: "A user's machine with a shared folder.",
    options: {
      id: 'The name of the machine.',
      user: 'The name of the person at it.',
      sessionLimit:
        'The inbound sessions that its share accepts, three at least; `null` for no limit. Windows client editions accept 20.',
    },
    example: { id: 'lead-pc', user: 'lead', sessionLimit: 10 },
  },
})
