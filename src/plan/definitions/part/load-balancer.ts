import { z } from 'zod'

import { partNames } from '../line-option.ts'
import { group } from '../option-group.ts'
import { choice, count, duration, flag, ownName, statedAs, usually, usuallySameAs } from '../option.ts'
import { definePart } from './define-part.ts'
import { bareMachine } from './machine-entry.ts'
import { topologyName } from './topology-name.ts'

const healthCheck = group(
  {
    every: usually(duration(1), '2s'),
    rise: usually(count(1), 2),
    fall: usually(count(1), 3),
    timeout: usuallySameAs(duration(1), 'every'),
  },
  {
    every: 'The time between two checks of a server.',
    rise: 'The answers in a row after which a server counts as up.',
    fall: 'The failures in a row after which a server counts as down.',
    timeout: 'How long a check waits for its answer.',
  },
)

const entrySchema = z.strictObject({
  id: topologyName.describe('The name of the balancer.'),
  host: topologyName.describe('The machine that it runs on.'),
  instances: z.array(topologyName).min(1).describe('The server programs behind it.'),
  stickiness: z.enum(['cookie', 'source-address', 'none']).describe('How a client returns to its server.'),
  check: healthCheck.stated.describe('When it considers a server up.'),
  slowStartUs: z
    .number()
    .int()
    .nonnegative()
    .describe('How long a recovered server gets less than its share; 0 turns this off.'),
  redispatch: z.boolean().describe("Whether a request's last try may go to another server."),
})

/** A balancer in a plan. It has the name of its machine. */
export type Balancer = z.infer<typeof entrySchema>
/** The health checks that decide whether an instance is up (HAProxy's `inter`, `rise`, `fall` and `timeout check`). */
export type HealthCheck = Balancer['check']

export const loadBalancer = definePart({
  key: 'balancer',
  word: 'loadBalancer',
  noun: 'balancer',
  family: 'machine',
  subject: 'id',
  roles: ['host', 'loadBalancer', 'syncServer or loadBalancer'],
  options: {
    id: ownName(),
    before: statedAs(partNames('syncServer', 'stands before'), 'instances'),
    stickiness: usually(choice(['cookie', 'source-address', 'none']), 'cookie'),
    check: usually(healthCheck, {}),
    slowStart: usually(duration(), '0s'),
    redispatch: usually(flag(), true),
  },
  rules: [],
  inShortForm: (stated) => stated,
  machines: ({ id }) => [bareMachine(id)],
  ends: null,
  lists: () => ({ balancers: entrySchema }),
  contribute: ({ id, instances, stickiness, check, slowStartUs, redispatch }) => ({
    balancers: [{ id, host: id, instances, stickiness, check, slowStartUs, redispatch }],
  }),
  entryNames: {},
  texts: { balancers: ({ instances }) => ` before ${instances.join(', ')}` },
  docs: {
    summary: "A machine that passes each request to one of several servers. Defaults are HAProxy's.",
    options: {
      id: 'The name of the machine.',
      before: 'The servers behind it.',
      stickiness: 'How a client returns to its server: `cookie`, by its `source-address`, or `none`.',
      check:
        'When it considers a server up: `every` so often it asks, with `timeout`; up after `rise` answers in a row, down after `fall` failures.',
      slowStart: 'How long a recovered server gets less than its share.',
      redispatch: "Whether a request's last try may go to another server.",
    },
    example: { id: 'balancer', before: ['web-1', 'web-2'], check: { every: '2s' } },
  },
})
