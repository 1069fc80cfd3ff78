import { latency, partNames, rate } from '../line-option.ts'
import { ownName, statedAs, usually, usuallySameAs } from '../option.ts'
import { definePart } from './define-part.ts'

export const router = definePart({
  key: 'router',
  word: 'router',
  noun: 'router',
  family: 'line',
  subject: 'id',
  roles: [],
  options: {
    id: ownName(),
    joins: partNames('host', 'joins'),
    latency: usually(latency(), '1ms'),
    bandwidth: statedAs(usually(rate(), '1 Gbit/s'), 'bytesPerSecond'),
    capacity: statedAs(usuallySameAs(rate(), 'bandwidth'), 'capacityBytesPerSecond'),
  },
  rules: [],
  inShortForm: (stated) => stated,
  machines: null,
  ends: ({ joins }) => joins,
  lists: (line) => ({ routers: line }),
  contribute: (stated, { machinesOf }) => ({
    routers: [{ ...stated, joins: stated.joins.flatMap((part) => machinesOf(part).map(({ id }) => id)) }],
  }),
  entryNames: { bandwidth: 'bytesPerSecond', capacity: 'capacityBytesPerSecond' },
  texts: { routers: ({ joins }) => ` joins ${joins.join(', ')}` },
  docs: {
    summary: 'Joins several machines. Each has its own cable, and all share the capacity of the router.',
    options: {
      id: 'The name of the router.',
      joins: 'The machines that it joins, and groups of laptops.',
      latency: 'The one-way latency, a minute at most.',
      bandwidth: 'The bandwidth of each cable.',
      capacity: 'The capacity that all share. If omitted, the bandwidth of one cable.',
    },
    example: { id: 'wifi', joins: ['lead-pc', 'staff', 'spare'], latency: '1ms' },
  },
})
