import { faultStreamKeys } from '../../keys/stream-key.ts'
import { durationUs, name } from '../../spec-parts.ts'
import { count, duration, partName, usually } from '../option.ts'
import { defineFault } from './define-fault.ts'
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
  item: { machine: name, ageUs: durationUs, offlineUs: durationUs },
  draw: (stated, day) =>
    machineMoments('restored-from-backup', stated, day).map(({ id, atUs, machine, fits }) => ({
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
      on: 'A machine of syncCopies, or a group of laptops of which some are struck.',
      times: 'How often, each time at another machine as long as there are some.',
      from: 'The age of the backup.',
    },
    example: { on: 'staff', from: '2m' },
  },
})
