import { latency, rate } from '../line-option.ts'
import { ownName, partName, statedAs, usually } from '../option.ts'
import { definePart } from './define-part.ts'
import { topologyName } from './topology-name.ts'

export const lte = definePart({
  key: 'lte',
  word: 'lte',
  noun: 'lte',
  family: 'line',
  subject: 'id',
  roles: [],
  options: {
    id: ownName(),
    from: partName('host', 'begins at'),
    to: partName('host', 'ends at'),
    latency: usually(latency(), '50ms'),
    down: statedAs(usually(rate(), '20 Mbit/s'), 'downBytesPerSecond'),
    up: statedAs(usually(rate(), '10 Mbit/s'), 'upBytesPerSecond'),
  },
  rules: [],
  inShortForm: (stated) => stated,
  machines: null,
  ends: ({ from, to }) => [from, to],
  lists: (line) => ({
    lteLinks: line.extend({ from: topologyName.array().min(1).describe('The machines with a modem.') }),
  }),
  contribute: (stated, { machinesOf }) => ({
    lteLinks: [{ ...stated, from: machinesOf(stated.from).map(({ id }) => id) }],
  }),
  entryNames: { down: 'downBytesPerSecond', up: 'upBytesPerSecond' },
  texts: { lteLinks: ({ from, to }) => ` from ${from.join(', ')} to ${to}` },
  docs: {
    summary: 'Joins machines with a modem to one other machine. Each modem has a link of its own.',
    options: {
      id: 'The name of the link.',
      from: 'The machine with a modem, or a group of laptops.',
      to: 'The machine that they reach.',
      latency: 'The one-way latency, a minute at most.',
      down: 'The bandwidth towards a modem.',
      up: 'The bandwidth from a modem.',
    },
    example: { id: 'staff-lte', from: 'staff', to: 'nas-1' },
  },
})
