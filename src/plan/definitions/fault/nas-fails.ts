import { z } from 'zod'

import { faultStreamKeys } from '../../keys/stream-key.ts'
import { name } from '../../spec-parts.ts'
import { choice, duration, partName, usually } from '../option.ts'
import { shortOutage } from '../short-form.ts'
import { defineFault } from './define-fault.ts'
import { lastsUs } from './item-fields.ts'

const troubles = ['slow', 'hung', 'gone', 'stale'] as const

export type NasTrouble = (typeof troubles)[number]

const texts: Readonly<Record<NasTrouble, string>> = {
  slow: 'NAS slow',
  hung: 'NAS hung',
  gone: 'NAS down',
  stale: 'NAS stale',
}

export const nasFails = defineFault({
  key: 'fail-nas',
  word: 'nasFails',
  subject: 'nas',
  options: {
    nas: partName('nas'),
    how: choice(troubles),
    at: duration(),
    lasting: usually(duration(1), '5m'),
  },
  rules: [],
  inShortForm: shortOutage,
  stream: faultStreamKeys.faults,
  item: { nas: name, how: z.enum(troubles), lastsUs },
  draw: ({ nas, how, atUs, lastingUs }, { id }) => [{ id: id(0), atUs, nas, how, lastsUs: lastingUs }],
  label: ({ nas, how }) => ({
    text: texts[how],
    target: nas,
    outage: how === 'gone' ? 'storage' : null,
  }),
  cutsPowerOf: null,
  docs: {
    summary: 'A NAS answers late, hangs, is gone, or its clients believe old listings.',
    options: {
      nas: 'The NAS.',
      how: '`slow`, `hung`, `gone` or `stale`.',
      at: 'The moment of the day.',
      lasting: 'The time until it is well again.',
    },
    example: { nas: 'nas-1', how: 'hung', at: '1m', lasting: '30s' },
  },
})
