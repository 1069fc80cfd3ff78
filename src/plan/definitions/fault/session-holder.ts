import { faultStreamKeys } from '../../keys/stream-key.ts'
import { ScenarioError } from '../../scenario-error.ts'
import { name } from '../../spec-parts.ts'
import { duration, partName } from '../option.ts'
import { workstation } from '../part/workstation.ts'
import { momentIn } from '../short-form.ts'
import { defineFault } from './define-fault.ts'
import type { FaultRule } from './fault-rule.ts'

const hostMustLimitSessions: FaultRule<{ readonly host: string }, { readonly host: string }> = {
  ofStated: ({ host }, { parts }, word) => {
    if (workstation.among(parts).some(({ id, sessionLimit }) => id === host && sessionLimit !== null)) return
    throw new ScenarioError(`${word} names "${host}", ${noLimit}; name a workstation with a sessionLimit`)
  },
  ofItem: ({ host }, { hosts }, place) => {
    if (hosts.some(({ id, sessionLimit }) => id === host && sessionLimit !== null)) return
    throw new ScenarioError(`${place} strikes "${host}", ${noLimit}; name a host with a sessionLimit`)
  },
}

const noLimit = 'which accepts any number of sessions'

export const sessionHolder = defineFault({
  key: 'take-sessions',
  word: 'sessionHolder',
  subject: 'host',
  options: { host: partName('host'), at: duration() },
  rules: [hostMustLimitSessions],
  inShortForm: ({ atUs, ...rest }, form) => ({ ...rest, atUs: momentIn(form, atUs) }),
  stream: faultStreamKeys.faults,
  item: { host: name },
  draw: ({ host, atUs }, { id }) => [{ id: id(0), atUs, host }],
  label: ({ host }) => ({ text: 'sessions held', target: host, outage: null }),
  cutsPowerOf: null,
  docs: {
    summary: 'A foreign program takes every session of a machine as it becomes free, until the day is over.',
    options: { host: 'A machine with a limit of sessions.', at: 'The moment of the day.' },
    example: { host: 'lead-pc', at: '1m' },
  },
})
