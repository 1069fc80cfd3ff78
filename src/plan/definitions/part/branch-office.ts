import type { z } from 'zod'

import { duration, factor, ownName, partName, usually } from '../option.ts'
import { definePart } from './define-part.ts'
import { firmHasCentre } from './firm-rules.ts'

export const branchOffice = definePart({
  key: 'branch-office',
  word: 'branchOffice',
  noun: 'branch office',
  family: 'access',
  subject: 'id',
  roles: ['branchOffice', 'dataCentre or branchOffice'],
  options: {
    id: ownName(),
    on: partName('host', 'lies on'),
    of: partName('dataCentre', 'follows'),
    poll: usually(duration(1), '5s'),
    lost: usually(factor(0, 0.5), 0),
  },
  rules: [firmHasCentre],
  inShortForm: (stated) => stated,
  machines: null,
  ends: null,
  lists: (store) => ({ branches: store }),
  contribute: (stated) => ({ branches: [stated] }),
  entryNames: {},
  texts: { branches: ({ on, of }) => ` on ${on}, follows ${of}` },
  docs: {
    summary: 'A data store in a branch office, which polls its centre.',
    options: {
      id: 'The name of the data store.',
      on: 'The machine that it lies on.',
      of: 'The data centre that it follows.',
      poll: 'The time between two polls.',
      lost: "The share of the centre's answers that are lost, from 0 to 0.5.",
    },
    example: { id: 'leeds-store', on: 'leeds', of: 'firm' },
  },
})

export type BranchOffice = z.infer<typeof branchOffice.stated>
