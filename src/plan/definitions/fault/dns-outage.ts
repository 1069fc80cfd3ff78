import { faultStreamKeys } from '../../keys/stream-key.ts'
import { name } from '../../spec-parts.ts'
import { duration, partName } from '../option.ts'
import { shrunkOutage } from '../short-form.ts'
import { defineFault } from './define-fault.ts'
import { lastsUs } from './item-fields.ts'

export const dnsOutage = defineFault({
  key: 'dns-outage',
  word: 'dnsOutage',
  subject: 'nameServer',
  options: { nameServer: partName('nameServer'), at: duration(), lasting: duration(1) },
  rules: [],
  inShortForm: shrunkOutage,
  stream: faultStreamKeys.faults,
  item: { nameServer: name, lastsUs },
  draw: ({ nameServer, atUs, lastingUs }, { id }) => [{ id: id(0), atUs, nameServer, lastsUs: lastingUs }],
  label: ({ nameServer }) => ({ text: 'names down', target: nameServer, outage: 'names' }),
  cutsPowerOf: null,
  docs: {
    summary: 'A name server answers nobody for a while. Open connections and fresh answers go on.',
    options: {
      nameServer: 'The name server.',
      at: 'The moment of the day.',
      lasting: 'The time until it answers again.',
    },
    example: { nameServer: 'dns', at: '1m', lasting: '30s' },
  },
})
