import { z } from 'zod'

import { orAbsent, partName } from '../option.ts'
import { copyEntry, copyText, wayOf } from './copy-entry.ts'
import { comesLater, isPublished, isReachable, worksAlone } from './copy-rules.ts'
import { definePart } from './define-part.ts'

export const syncCopies = definePart({
  key: 'sync-copy',
  word: 'syncCopies',
  noun: 'sync-copy',
  family: 'copy',
  subject: null,
  roles: [],
  options: {
    on: partName('host', 'lies on'),
    of: partName('copy', 'is a copy of'),
    through: orAbsent(partName('syncServer or loadBalancer', 'goes through')),
  },
  rules: [comesLater, worksAlone, isReachable, isPublished],
  inShortForm: (stated) => stated,
  machines: null,
  ends: null,
  lists: () => ({ copies: copyEntry(z.literal('sync-copy')) }),
  contribute: ({ on, of, ...way }, { machinesOf }) => ({
    copies: machinesOf(on).map(({ id, user }) => ({
      id: user ?? id,
      host: id,
      user,
      role: 'sync-copy' as const,
      parent: of,
      ...wayOf(way),
    })),
  }),
  entryNames: { on: 'host', of: 'parent' },
  texts: { copies: copyText },
  docs: {
    summary:
      'A sync copy on each machine of a group, made from another copy. Reaches it by its share, or through a server.',
    options: {
      on: 'The machine or group of laptops.',
      of: 'The copy that they are made from.',
      through: 'The server or balancer that they sync through.',
    },
    example: { on: 'staff', of: 'lead' },
  },
})
