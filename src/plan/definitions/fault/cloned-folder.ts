import { faultStreamKeys } from '../../keys/stream-key.ts'
import { name } from '../../spec-parts.ts'
import { partName } from '../option.ts'
import { defineFault } from './define-fault.ts'
import { machine } from './item-fields.ts'
import { machineMoments } from './machine-moments.ts'
import { onlySyncCopies } from './only-sync-copies.ts'

export const clonedFolder = defineFault({
  key: 'clone-folder',
  word: 'clonedFolder',
  subject: 'on',
  options: { on: partName('host'), to: partName('host', 'copies a folder to') },
  rules: [onlySyncCopies],
  inShortForm: (stated) => stated,
  stream: faultStreamKeys.machineFaults,
  item: { machine, to: name },
  draw: ({ on, to }, day) =>
    machineMoments('clone-folder', { on, times: 1 }, day).map(({ id, atUs, machine }) => ({
      id,
      atUs,
      machine,
      to: day.machinesOf(to)[0] ?? to,
    })),
  label: ({ to }) => ({ text: 'folder cloned', target: to, outage: null }),
  cutsPowerOf: null,
  docs: {
    summary: "A copy's folder is copied to another machine, and its owner works in both.",
    options: {
      on: 'A machine of syncCopies, or a group of laptops. The seed draws from a group.',
      to: 'The machine that the folder is copied to, or a group whose first machine it is.',
    },
    example: { on: 'staff', to: 'spare' },
  },
})
