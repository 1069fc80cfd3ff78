import { z } from 'zod'

import { faultCauses } from '../../keys/plan-causes.ts'
import { faultStreamKeys } from '../../keys/stream-key.ts'
import { name } from '../../spec-parts.ts'
import { count, durationRange, partName, usually } from '../option.ts'
import { defineFault } from './define-fault.ts'
import { lastsUs } from './item-fields.ts'

export const vpnDrops = defineFault({
  key: 'drop-vpn',
  word: 'vpnDrops',
  subject: 'vpn',
  options: {
    vpn: partName('vpn'),
    times: count(1),
    insideTransfer: usually(count(0), 0),
    lasting: usually(durationRange(), ['20s', '4m']),
  },
  rules: [],
  inShortForm: (stated) => stated,
  stream: faultStreamKeys.faults,
  item: {
    vpn: name,
    lastsUs,
    insideTransfer: z.boolean().describe('Whether it waits for a transfer to interrupt.'),
  },
  draw: ({ vpn, times, insideTransfer, lastingUs: [shortest, longest] }, day) => {
    const { lengthUs, draws } = day
    const slotUs = lengthUs / times
    const roomUs = Math.max(shortest, Math.round(slotUs * 0.3))
    return Array.from({ length: times }, (_, index) => {
      const id = day.id(index)
      const atUs = Math.round((index + 0.15 + 0.4 * draws.unit(id, faultCauses.at)) * slotUs)
      const lastsUs = draws.between(shortest, Math.min(longest, roomUs), id, faultCauses.lasts)
      return { id, atUs, vpn, lastsUs, insideTransfer: index < insideTransfer }
    })
  },
  label: ({ vpn }) => ({ text: 'vpn down', target: vpn, outage: 'line' }),
  cutsPowerOf: null,
  docs: {
    summary: 'A VPN drops, some of the times while it carries something, and comes back after its redial.',
    options: {
      vpn: 'The VPN.',
      times: 'How often it drops, spread over the day.',
      insideTransfer: 'How many of the drops wait for a transfer to interrupt.',
      lasting: 'The shortest and the longest time until the line is back.',
    },
    example: { vpn: 'office-vpn', times: 2, insideTransfer: 1, lasting: ['20s', '40s'] },
  },
})
