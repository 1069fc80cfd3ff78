import { z } from 'zod'

import { ScenarioError } from '../../scenario-error.ts'
import { duration, ownName, partName, usually } from '../option.ts'
import { shrunk } from '../short-form.ts'
import { branchOffice } from './branch-office.ts'
import { definePart } from './define-part.ts'
import { laptops } from './laptops.ts'
import { lineDefinitions } from './lines.ts'
import type { NamedParts } from './listed.ts'
import { parentFile } from './parent-file.ts'
import { syncServer } from './sync-server.ts'
import { topologyName } from './topology-name.ts'
import { workstation } from './workstation.ts'

const entrySchema = z.strictObject({
  id: topologyName.describe('The name of the name server.'),
  host: topologyName.describe('The machine that it runs on.'),
  ttlUs: z.number().int().positive().describe('How long a machine keeps an answer.'),
})

export type NameServer = z.infer<typeof entrySchema>

/** The machines that connect to others. */
const clientsIn = ({ parts, copies, access }: NamedParts): readonly string[] => [
  ...[...workstation.among(parts), ...laptops.among(parts)].map(({ id }) => id),
  ...[
    ...copies.filter((copy) => !parentFile.is(copy)),
    ...syncServer.among(parts),
    ...branchOffice.among(access),
  ].map(({ on }) => on),
]

export const nameServer = definePart({
  key: 'name-server',
  word: 'nameServer',
  noun: 'name server',
  family: 'server',
  subject: 'id',
  roles: ['nameServer'],
  options: { id: ownName(), on: partName('host', 'runs on'), ttl: usually(duration(1), '20m') },
  rules: [
    ({ id, on }, listed, { word }) => {
      const lines = lineDefinitions.flatMap((line) =>
        line.among(listed.parts).map((part) => line.endsOf(part)),
      )
      const stray = clientsIn(listed).find(
        (client) => client !== on && !lines.some((ends) => ends.includes(client) && ends.includes(on)),
      )
      if (stray)
        throw new ScenarioError(
          `${word} "${id}" on "${on}" cannot be reached from "${stray}"; add a line, such as router('lan', { joins: ['${stray}', '${on}'] })`,
        )
    },
  ],
  inShortForm: (stated, form) => ({ ...stated, ttlUs: shrunk(form, stated.ttlUs) }),
  machines: null,
  ends: null,
  lists: () => ({ nameServers: entrySchema }),
  contribute: ({ id, on, ttlUs }) => ({ nameServers: [{ id, host: on, ttlUs }] }),
  entryNames: { on: 'host' },
  texts: { nameServers: ({ host }) => ` on ${host}` },
  docs: {
    summary:
      'Tells machines the addresses of others. With several, a machine asks the first, and the next if that does not answer.',
    options: {
      id: 'The name of the name server.',
      on: 'The machine that it runs on.',
      ttl: 'The time to live: how long a machine keeps an answer.',
    },
    example: { id: 'dns', on: 'nas-1' },
  },
})
