import { z } from 'zod'

import { faultStreamKeys } from '../../keys/stream-key.ts'
import { ScenarioError } from '../../scenario-error.ts'
import { choice, duration, orNone, partName, usually } from '../option.ts'
import { momentIn, shrunk } from '../short-form.ts'
import { defineFault } from './define-fault.ts'
import type { FaultRule } from './fault-rule.ts'
import { lastsUs } from './item-fields.ts'

const what = ['account', 'grant'] as const

const firmMustKeepRights: FaultRule<unknown, unknown> = {
  ofStated: (_, { access }, word) => {
    if (access.length === 0)
      throw new ScenarioError(`${word} ${nobodyKeepsRights}; list a dataCentre in access`)
  },
  ofItem: (_, { access }, place) => {
    if (!access) throw new ScenarioError(`${place} ${nobodyKeepsRights}; take it out of the plan`)
  },
}

const nobodyKeepsRights = 'takes something away, and nobody keeps who may do what'

export const rightRevoked = defineFault({
  key: 'revoke-right',
  word: 'rightRevoked',
  subject: null,
  options: {
    among: partName('group of laptops', 'is among'),
    at: duration(),
    what: usually(choice(what), 'account'),
    lasting: orNone(duration(1)),
  },
  rules: [firmMustKeepRights],
  inShortForm: ({ atUs, lastingUs, ...rest }, form) => ({
    ...rest,
    atUs: momentIn(form, atUs),
    lastingUs: lastingUs === null ? null : shrunk(form, lastingUs),
  }),
  stream: faultStreamKeys.faults,
  item: {
    user: z.string().min(1).describe('The person who loses it.'),
    what: z.enum(what),
    lastsUs: lastsUs
      .nullable()
      .describe('How long the fault lasts; null if it lasts until everything heals.'),
  },
  draw: ({ among, atUs, what: taken, lastingUs }, day) => {
    const people = day.peopleInOrder(among)
    const user = people[day.earlier % people.length]
    if (user === undefined) throw new RangeError(`nobody is among "${among}"`)
    return [{ id: day.id(0), atUs, user, what: taken, lastsUs: lastingUs }]
  },
  label: ({ user, what: taken }) => ({
    text: taken === 'grant' ? 'role taken' : 'account disabled',
    target: user,
    outage: null,
  }),
  cutsPowerOf: null,
  docs: {
    summary: 'Someone of a group loses their account, or their role in the file.',
    options: {
      among: 'The group of laptops whose people are drawn from.',
      at: 'The moment of the day.',
      what: '`account` disables the account, `grant` takes the role.',
      lasting: 'The time until they have it again. If omitted, until the day is over.',
    },
    example: { among: 'staff', at: '1m', lasting: '30s' },
  },
})
