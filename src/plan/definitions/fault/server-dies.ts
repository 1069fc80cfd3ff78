import { z } from 'zod'

import { faultStreamKeys } from '../../keys/stream-key.ts'
import { name } from '../../spec-parts.ts'
import { duration, flag, partName, usually } from '../option.ts'
import { syncServer } from '../part/sync-server.ts'
import { shortOutage } from '../short-form.ts'
import { defineFault } from './define-fault.ts'
import { lastsUs } from './item-fields.ts'

export const serverDies = defineFault({
  key: 'stop-server',
  word: 'serverDies',
  subject: 'server',
  options: {
    server: partName('syncServer or serverHost'),
    at: duration(),
    lasting: usually(duration(1), '10m'),
    insideUpload: usually(flag(), false),
  },
  rules: [],
  inShortForm: shortOutage,
  stream: faultStreamKeys.faults,
  item: {
    server: name,
    isMachine: z
      .boolean()
      .describe(
        'Whether the machine dies too. A living machine refuses connections; a dead one does not answer.',
      ),
    lastsUs,
    insideUpload: z.boolean(),
  },
  draw: ({ server, atUs, lastingUs, insideUpload }, { parts, id }) => [
    {
      id: id(0),
      atUs,
      server,
      isMachine: !syncServer.among(parts).some(({ id }) => id === server),
      lastsUs: lastingUs,
      insideUpload,
    },
  ],
  label: ({ server, isMachine }) => ({
    text: isMachine ? 'machine down' : 'server down',
    target: server,
    outage: 'server',
  }),
  cutsPowerOf: null,
  docs: {
    summary: 'A server, or its whole machine, dies at once and comes back later.',
    options: {
      server: 'The server, or the machine with all servers on it.',
      at: 'The moment of the day.',
      lasting: 'The time until it is back.',
      insideUpload: 'If true, it waits for the upload of a document to interrupt.',
    },
    example: { server: 'web-2', at: '1m', lasting: '30s', insideUpload: true },
  },
})
