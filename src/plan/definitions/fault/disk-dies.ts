import { faultStreamKeys } from '../../keys/stream-key.ts'
import { count, durationRange, partName, usually } from '../option.ts'
import { defineFault } from './define-fault.ts'
import { effect, lastsUs, machine } from './item-fields.ts'
import { machineMoments } from './machine-moments.ts'
import { onlySyncCopies } from './only-sync-copies.ts'

export const diskDies = defineFault({
  key: 'lose-disk',
  word: 'diskDies',
  subject: 'on',
  options: {
    on: partName('host'),
    times: usually(count(1), 1),
    replaced: usually(durationRange(), ['5m', '1h']),
  },
  rules: [onlySyncCopies],
  inShortForm: (stated) => stated,
  stream: faultStreamKeys.machineFaults,
  item: { machine, lastsUs, effect },
  draw: (stated, day) =>
    machineMoments('lose-disk', stated, day).map(({ id, atUs, machine, drawn, effect }) => ({
      id,
      atUs,
      machine,
      lastsUs: drawn(stated.replacedUs),
      effect: effect(),
    })),
  label: ({ machine }) => ({ text: 'disk lost', target: machine, outage: 'machine' }),
  cutsPowerOf: ({ machine }) => machine,
  docs: {
    summary: 'A machine is lost for good with its disk. Another one replaces it, with a fresh copy.',
    options: {
      on: 'A machine of syncCopies, or a group of laptops. The seed draws from a group.',
      times: 'How often it strikes. It strikes no machine twice before it has struck all.',
      replaced: 'The shortest and the longest time until the other machine is there.',
    },
    example: { on: 'staff', replaced: ['20s', '40s'] },
  },
})
