import { z } from 'zod'

import { ScenarioError } from '../../scenario-error.ts'
import { partNames } from '../line-option.ts'
import { count, ownName, partName, usually } from '../option.ts'
import { definePart } from './define-part.ts'
import { topologyName } from './topology-name.ts'

const entrySchema = z.strictObject({
  id: topologyName.describe('The name of the server program.'),
  host: topologyName.describe('The machine that it runs on.'),
  roots: z.array(topologyName).min(1).describe('The machines with the folders of client files.'),
  workers: z
    .number()
    .int()
    .min(1)
    .describe('Requests handled at one moment. The others wait in order of arrival.'),
  port: z.number().int().min(1).max(65_535).describe('The port that it listens on.'),
})

export type Instance = z.infer<typeof entrySchema>

export const syncServer = definePart({
  key: 'instance',
  word: 'syncServer',
  noun: 'server',
  family: 'server',
  subject: 'id',
  roles: ['syncServer', 'syncServer or loadBalancer', 'syncServer or serverHost'],
  options: {
    id: ownName(),
    on: partName('serverHost', 'runs on'),
    roots: partNames('nas or fileServer', 'publishes from'),
    workers: usually(count(1, 1024), 4),
    port: usually(count(1, 65_535), 443),
  },
  rules: [
    (stated, _, { alike, word }) => {
      const { id, on, port } = stated
      const twin = alike
        .slice(0, alike.indexOf(stated))
        .find((other) => other.on === on && other.port === port)
      if (twin)
        throw new ScenarioError(
          `${word} "${id}" listens at port ${port} of "${on}", where "${twin.id}" does; give it another port`,
        )
    },
  ],
  inShortForm: (stated) => stated,
  machines: null,
  ends: null,
  lists: () => ({ instances: entrySchema }),
  contribute: ({ id, on, roots, workers, port }) => ({ instances: [{ id, host: on, roots, workers, port }] }),
  entryNames: { on: 'host' },
  texts: {
    instances: ({ host, roots, port }) => ` on ${host}, port ${port}, publishes from ${roots.join(', ')}`,
  },
  docs: {
    summary:
      'A program that publishes the client files on its roots over HTTPS. Several may run on one machine, each at its own port.',
    options: {
      id: 'The name of the server.',
      on: 'The machine that it runs on.',
      roots: 'The machines that keep its client files.',
      workers: 'The requests that it handles at one moment.',
      port: 'The port that it listens at.',
    },
    example: { id: 'web-1', on: 'server', roots: ['nas-1'], port: 8443 },
  },
})
