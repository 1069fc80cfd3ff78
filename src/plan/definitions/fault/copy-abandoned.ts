import { faultStreamKeys } from '../../keys/stream-key.ts'
import { durationUs } from '../../spec-parts.ts'
import { count, duration, partName, usually } from '../option.ts'
import { defineFault } from './define-fault.ts'
import { machine } from './item-fields.ts'
import { machineMoments } from './machine-moments.ts'
import { onlySyncCopies } from './only-sync-copies.ts'

export const copyAbandoned = defineFault({
  key: 'abandon-copy',
  word: 'copyAbandoned',
  subject: 'on',
  options: { on: partName('host'), times: usually(count(1), 1), away: usually(duration(), '30m') },
  rules: [onlySyncCopies],
  inShortForm: (stated) => stated,
  stream: faultStreamKeys.machineFaults,
  item: { machine, awayUs: durationUs.describe('The time that its owner is offline.') },
  draw: (stated, day) =>
    machineMoments('abandon-copy', stated, day).map(({ id, atUs, machine, fits }) => ({
      id,
      atUs,
      machine,
      awayUs: fits(stated.awayUs),
    })),
  label: ({ machine }) => ({ text: 'abandoned', target: machine, outage: null }),
  cutsPowerOf: null,
  docs: {
    summary:
      'Someone works offline, and the copy above abandons theirs meanwhile. Back again, they hand in their unsent work and begin a fresh copy.',
    options: {
      on: 'A machine of syncCopies, or a group of laptops. The seed draws from a group.',
      times: 'How often it strikes. It strikes no machine twice before it has struck all.',
      away: 'The time that they are offline.',
    },
    example: { on: 'staff', away: '2m' },
  },
})
