import { faultStreamKeys } from '../../keys/stream-key.ts'
import { name } from '../../spec-parts.ts'
import { duration, partName } from '../option.ts'
import { momentIn } from '../short-form.ts'
import { defineFault } from './define-fault.ts'

export const recycles = defineFault({
  key: 'recycle',
  word: 'recycles',
  subject: 'server',
  options: { server: partName('syncServer'), at: duration() },
  rules: [],
  inShortForm: ({ atUs, ...rest }, form) => ({ ...rest, atUs: momentIn(form, atUs) }),
  stream: faultStreamKeys.faults,
  item: { server: name },
  draw: ({ server, atUs }, { id }) => [{ id: id(0), atUs, server }],
  label: ({ server }) => ({ text: 'recycled', target: server, outage: null }),
  cutsPowerOf: null,
  docs: {
    summary:
      "A server's process is replaced. Both run for a while, and the old one finishes what it had begun.",
    options: { server: 'The server.', at: 'The moment of the day.' },
    example: { server: 'web-1', at: '1m' },
  },
})
