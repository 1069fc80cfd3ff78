import { faultStreamKeys } from '../../keys/stream-key.ts'
import { count, durationRange, partName, usually } from '../option.ts'
import { defineFault } from './define-fault.ts'
import { effect, lastsUs, machine } from './item-fields.ts'
import { machineMoments } from './machine-moments.ts'

export const powerCut = defineFault({
  key: 'cut-power',
  word: 'powerCut',
  subject: 'on',
  options: {
    on: partName('host'),
    times: usually(count(1), 1),
    lasting: usually(durationRange(), ['1m', '5m']),
  },
  rules: [],
  inShortForm: (stated) => stated,
  stream: faultStreamKeys.machineFaults,
  item: { machine, lastsUs, effect },
  draw: (stated, day) =>
    machineMoments('cut-power', stated, day).map(({ id, atUs, machine, drawn, effect }) => ({
      id,
      atUs,
      machine,
      lastsUs: drawn(stated.lastingUs),
      effect: effect(),
    })),
  label: ({ machine }) => ({ text: 'no power', target: machine, outage: 'machine' }),
  cutsPowerOf: ({ machine }) => machine,
  docs: {
    summary:
      'A machine loses power while its disk is at work. Unflushed data is lost or torn, and every copy there is opened again.',
    options: {
      on: 'A machine, or a group of laptops. The seed draws from a group.',
      times: 'How often it strikes. It strikes no machine twice before it has struck all.',
      lasting: 'The shortest and the longest time until the power is back.',
    },
    example: { on: 'staff', lasting: ['20s', '40s'] },
  },
})
