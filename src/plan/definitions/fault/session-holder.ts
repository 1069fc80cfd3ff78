import { faultStreamKeys } from '../../keys/stream-key.ts'
import { name } from '../../spec-parts.ts'
import { duration, partName } from '../option.ts'
import { defineFault } from './define-fault.ts'

export const sessionHolder = defineFault({
  key: 'take-sessions',
  word: 'sessionHolder',
  subject: 'host',
  options: { host: partName('host'), at: duration() },
  rules: [],
  inShortForm: (stated) => stated,
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
