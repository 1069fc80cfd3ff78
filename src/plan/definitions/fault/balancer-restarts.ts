import { faultStreamKeys } from '../../keys/stream-key.ts'
import { name } from '../../spec-parts.ts'
import { duration, partName, usually } from '../option.ts'
import { shortOutage } from '../short-form.ts'
import { defineFault } from './define-fault.ts'
import { lastsUs } from './item-fields.ts'

export const balancerRestarts = defineFault({
  key: 'restart-balancer',
  word: 'balancerRestarts',
  subject: 'balancer',
  options: { balancer: partName('loadBalancer'), at: duration(), lasting: usually(duration(1), '3s') },
  rules: [],
  inShortForm: shortOutage,
  stream: faultStreamKeys.faults,
  item: { balancer: name, lastsUs },
  draw: ({ balancer, atUs, lastingUs }, { id }) => [{ id: id(0), atUs, balancer, lastsUs: lastingUs }],
  label: ({ balancer }) => ({ text: 'balancer restarts', target: balancer, outage: 'balancer' }),
  cutsPowerOf: null,
  docs: {
    summary: 'A balancer restarts. It takes no requests meanwhile, and forgets which client belongs where.',
    options: {
      balancer: 'The balancer.',
      at: 'The moment of the day.',
      lasting: 'The time until it takes requests again.',
    },
    example: { balancer: 'balancer', at: '1m', lasting: '3s' },
  },
})
