import type { z } from 'zod'

import { duration, ownName, partName, usually } from '../option.ts'
import { shrunk } from '../short-form.ts'
import { definePart } from './define-part.ts'
import { onlyOneCentre } from './firm-rules.ts'

export const dataCentre = definePart({
  key: 'data-centre',
  word: 'dataCentre',
  noun: 'data centre',
  family: 'access',
  subject: 'id',
  roles: ['dataCentre', 'dataCentre or branchOffice'],
  options: {
    id: ownName(),
    on: partName('host', 'lies on'),
    retention: usually(duration(1), '72h'),
    beat: usually(duration(1), '5s'),
  },
  rules: [onlyOneCentre],
  // A cut must outlast retention in the short form, too.
  inShortForm: (stated, form) => ({ ...stated, retentionUs: shrunk(form, stated.retentionUs) }),
  machines: null,
  ends: null,
  lists: (store) => ({ centres: store }),
  contribute: (stated) => ({ centres: [stated] }),
  entryNames: {},
  texts: { centres: ({ on }) => ` on ${on}` },
  docs: {
    summary: "The firm's data store, which takes writes.",
    options: {
      id: 'The name of the data store.',
      on: 'The machine that it lies on.',
      retention: 'How long it keeps changes. A branch that was away longer is filled from scratch.',
      beat: 'The time between two heartbeats.',
    },
    example: { id: 'firm', on: 'server' },
  },
})

export type DataCentre = z.infer<typeof dataCentre.stated>
