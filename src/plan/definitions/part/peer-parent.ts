import { z } from 'zod'

import { orAbsent, orNone, ownName, partName } from '../option.ts'
import { copyEntry, copyText, wayOf } from './copy-entry.ts'
import { comesLater, isPublished, isReachable, worksAlone } from './copy-rules.ts'
import { definePart } from './define-part.ts'

export const peerParent = definePart({
  key: 'peer-parent',
  word: 'peerParent',
  noun: 'peer-parent',
  family: 'copy',
  subject: 'id',
  roles: ['copy'],
  options: {
    id: ownName(),
    on: partName('host', 'lies on'),
    of: orNone(partName('copy', 'is a copy of')),
    through: orAbsent(partName('syncServer or loadBalancer', 'goes through')),
  },
  rules: [comesLater, worksAlone, isReachable, isPublished],
  inShortForm: (stated) => stated,
  machines: null,
  ends: null,
  lists: () => ({ copies: copyEntry(z.literal('peer-parent')) }),
  contribute: ({ id, on, of, ...way }, { machinesOf }) => ({
    copies: machinesOf(on)
      .slice(0, 1)
      .map((host) => ({
        id,
        host: host.id,
        user: host.user,
        role: 'peer-parent' as const,
        parent: of,
        ...wayOf(way),
      })),
  }),
  entryNames: { on: 'host', of: 'parent' },
  texts: { copies: copyText },
  docs: {
    summary:
      "The field team's parent copy. With `of`, its machine relays to that parent, by its share or through a server.",
    options: {
      id: 'The name of the copy.',
      on: 'The machine that it lies on.',
      of: 'The copy that it is made from. If omitted, it begins a client file.',
      through: 'The server or balancer that it syncs through.',
    },
    example: { id: 'lead', on: 'lead-pc', of: 'parent' },
  },
})
