import { faultIds } from '../../keys/fault-ids.ts'
import { faultStreamKeys } from '../../keys/stream-key.ts'
import { durationUs, name } from '../../spec-parts.ts'
import { duration, partName } from '../option.ts'
import { momentIn, shrunk } from '../short-form.ts'
import { defineFault } from './define-fault.ts'

export const dnsOutage = defineFault({
  key: 'dns-outage',
  word: 'dnsOutage',
  subject: 'nameServer',
  options: { nameServer: partName('nameServer'), at: duration(), lasting: duration(1) },
  rules: [],
  inShortForm: ({ atUs, lastingUs, ...rest }, form) => ({
    ...rest,
    atUs: momentIn(form, atUs),
    lastingUs: shrunk(form, lastingUs),
  }),
  stream: faultStreamKeys.faults,
  item: { nameServer: name, lastsUs: durationUs },
  draw: ({ nameServer, atUs, lastingUs }) => [
    { id: faultIds.serverItem('dns-outage', nameServer, atUs), atUs, nameServer, lastsUs: lastingUs },
  ],
  label: ({ nameServer }) => ({ text: 'names down', target: nameServer, outage: 'names' }),
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
