import { z } from 'zod'

import { faultStreamKeys } from '../../keys/stream-key.ts'
import { durationUs, name } from '../../spec-parts.ts'
import { count, duration, durationRange, partName, usually } from '../option.ts'
import { defineFault } from './define-fault.ts'
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
    machine: name,
    /** Negative if the clock is behind. */
    aheadUs: z.number().int(),
    lastsUs: durationUs,
  },
  draw: (stated, day) =>
    machineMoments('clock-wrong', stated, day).map(({ id, atUs, machine, drawn }) => ({
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
      on: 'A machine, or a group of laptops of which some are struck.',
      times: 'How often, each time at another machine as long as there are some.',
      ahead: 'How far the clock is ahead.',
      behind: 'How far the clock is behind.',
      lasting: 'The shortest and the longest time until the clock is right again.',
    },
    example: { on: 'staff', behind: '1h', lasting: ['20s', '40s'] },
  },
})
