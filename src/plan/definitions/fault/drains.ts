import { faultStreamKeys } from '../../keys/stream-key.ts'
import { name } from '../../spec-parts.ts'
import { duration, partName, usually } from '../option.ts'
import { shortOutage } from '../short-form.ts'
import { defineFault } from './define-fault.ts'
import { lastsUs } from './item-fields.ts'

export const drains = defineFault({
  key: 'drain',
  word: 'drains',
  subject: 'balancer',
  options: {
    balancer: partName('loadBalancer'),
    server: partName('syncServer', 'takes out'),
    at: duration(),
    lasting: usually(duration(1), '30m'),
  },
  rules: [],
  inShortForm: shortOutage,
  stream: faultStreamKeys.faults,
  item: { balancer: name, server: name, lastsUs },
  draw: ({ balancer, server, atUs, lastingUs }, { id }) => [
    { id: id(0), atUs, balancer, server, lastsUs: lastingUs },
  ],
  label: ({ server }) => ({ text: 'drained', target: server, outage: null }),
  cutsPowerOf: null,
  docs: {
    summary: 'A balancer sends a server no new clients for a while. The server keeps those it has.',
    options: {
      balancer: 'The balancer.',
      server: 'The server that is drained.',
      at: 'The moment of the day.',
      lasting: 'The time until it gets new clients again.',
    },
    example: { balancer: 'balancer', server: 'web-2', at: '1m', lasting: '30s' },
  },
})
