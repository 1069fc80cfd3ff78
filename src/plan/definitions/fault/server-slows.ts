import { z } from 'zod'

import { faultStreamKeys } from '../../keys/stream-key.ts'
import { name } from '../../spec-parts.ts'
import { duration, factor, partName, usually } from '../option.ts'
import { shortOutage } from '../short-form.ts'
import { defineFault } from './define-fault.ts'
import { lastsUs } from './item-fields.ts'

export const serverSlows = defineFault({
  key: 'slow-server',
  word: 'serverSlows',
  subject: 'host',
  options: {
    host: partName('serverHost'),
    at: duration(),
    lasting: usually(duration(1), '20m'),
    slowness: usually(factor(1, 10_000), 50),
  },
  rules: [],
  inShortForm: shortOutage,
  stream: faultStreamKeys.faults,
  item: { host: name, lastsUs, slowness: z.number().min(1) },
  draw: ({ host, atUs, lastingUs, slowness }, { id }) => [
    { id: id(0), atUs, host, lastsUs: lastingUs, slowness },
  ],
  label: ({ host }) => ({ text: 'machine slow', target: host, outage: null }),
  cutsPowerOf: null,
  docs: {
    summary: "Another program uses a server's machine, so everything takes longer there.",
    options: {
      host: 'The machine.',
      at: 'The moment of the day.',
      lasting: 'The time until it is as fast as before.',
      slowness: 'How many times as long everything takes.',
    },
    example: { host: 'server', at: '1m', lasting: '30s' },
  },
})
