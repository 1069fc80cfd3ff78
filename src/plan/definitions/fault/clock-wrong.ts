import { z } from 'zod'

import { faultStreamKeys } from '../../keys/stream-key.ts'
import { count, duration, durationRange, partName, usually } from '../option.ts'
import { defineFault } from './define-fault.ts'
import { lastsUs, machine } from './item-fields.ts'
import { machineMoments } from './machine-moments.ts'

export const clockWrong = defineFault({
  key: 'set-clock',
  word: 'clockWrong',
  subject: 'on',
  options: {
    on: partName('host'),
    times: usually(count(1), 1),
    ahead: usually(duration(), '0s'),
    behind: usually(duration(), '0s'),
    lasting: usually(durationRange(), ['10m', '2h']),
  },
  rules: [],
  inShortForm: (stated) => stated,
  stream: faultStreamKeys.machineFaults,
  item: {
    machine,
    aheadUs: z.number().int().describe('How far the clock is ahead; negative if it is behind.'),
    lastsUs,
  },
  draw: (stated, day) =>
    machineMoments('set-clock', stated, day).map(({ id, atUs, machine, drawn }) => ({
      id,
      atUs,
      machine,
      aheadUs: stated.aheadUs - stated.behindUs,
      lastsUs: drawn(stated.lastingUs),
    })),
  label: ({ machine }) => ({ text: 'clock wrong', target: machine, outage: null }),
  cutsPowerOf: null,
  docs: {
    summary: "A machine's clock is wrong for a while.",
    options: {
      on: 'A machine, or a group of laptops. The seed draws from a group.',
      times: 'How often it strikes. It strikes no machine twice before it has struck all.',
      ahead: 'How far the clock is ahead.',
      behind: 'How far the clock is behind.',
      lasting: 'The shortest and the longest time until the clock is right again.',
    },
    example: { on: 'staff', behind: '1h', lasting: ['20s', '40s'] },
  },
})
