import { latency, rate } from '../line-option.ts'
import { duration, ownName, partName, statedAs, usually } from '../option.ts'
import { definePart } from './define-part.ts'

export const vpn = definePart({
  key: 'vpn',
  word: 'vpn',
  noun: 'vpn',
  family: 'line',
  subject: 'id',
  roles: ['vpn'],
  options: {
    id: ownName(),
    from: partName('host', 'begins at'),
    to: partName('host', 'ends at'),
    latency: usually(latency(), '40ms'),
    bandwidth: statedAs(usually(rate(), '10 Mbit/s'), 'bytesPerSecond'),
    redial: usually(duration(), '15s'),
  },
  rules: [],
  inShortForm: (stated) => stated,
  machines: null,
  ends: ({ from, to }) => [from, to],
  lists: (line) => ({ vpns: line }),
  contribute: (stated) => ({ vpns: [stated] }),
  entryNames: { bandwidth: 'bytesPerSecond' },
  texts: { vpns: ({ from, to }) => ` from ${from} to ${to}` },
  docs: {
    summary: 'A tunnel between two machines, which may drop.',
    options: {
      id: 'The name of the VPN.',
      from: 'The machine at one end.',
      to: 'The machine at the other end.',
      latency: 'The one-way latency, a minute at most.',
      bandwidth: 'The bandwidth in each direction.',
      redial: 'The time from the return of its line to the return of the tunnel.',
    },
    example: { id: 'office-vpn', from: 'lead-pc', to: 'nas-1' },
  },
})
