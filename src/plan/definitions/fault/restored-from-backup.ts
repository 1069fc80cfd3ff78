import { faultStreamKeys } from '../../keys/stream-key.ts'
import { durationUs } from '../../spec-parts.ts'
import { count, duration, partName, usually } from '../option.ts'
import { defineFault } from './define-fault.ts'
import { machine } from './item-fields.ts'
import { machineMoments } from './machine-moments.ts'
import { onlySyncCopies } from './only-sync-copies.ts'

/** The owner of a restored folder works offline first, for this fraction of the backup's age. */
const offlineOfAge = 10

export const restoredFromBackup = defineFault({
  key: 'restore-backup',
  word: 'restoredFromBackup',
  subject: 'on',
  options: { on: partName('host'), times: usually(count(1), 1), from: usually(duration(), '1h') },
  rules: [onlySyncCopies],
  inShortForm: (stated) => stated,
  stream: faultStreamKeys.machineFaults,
  item: {
    machine,
    ageUs: durationUs.describe('The age of the backup.'),
    offlineUs: durationUs.describe('The time that its owner works offline afterwards.'),
  },
  draw: (stated, day) =>
    machineMoments('restore-backup', stated, day).map(({ id, atUs, machine, fits }) => ({
      id,
      atUs,
      machine,
      ageUs: fits(stated.fromUs),
      offlineUs: fits(stated.fromUs / offlineOfAge),
    })),
  label: ({ machine }) => ({ text: 'put back', target: machine, outage: null }),
  cutsPowerOf: null,
  docs: {
    summary: "A copy's folder is restored to an earlier state, and its owner works in it before connecting.",
    options: {
      on: 'A machine of syncCopies, or a group of laptops. The seed draws from a group.',
      times: 'How often it strikes. It strikes no machine twice before it has struck all.',
      from: 'The age of the backup.',
    },
    example: { on: 'staff', from: '2m' },
  },
})
