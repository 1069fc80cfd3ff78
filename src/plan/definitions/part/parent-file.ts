import { z } from 'zod'

import { ownName, partName } from '../option.ts'
import { copyEntry, copyText } from './copy-entry.ts'
import { definePart } from './define-part.ts'

export const parentFile = definePart({
  key: 'parent',
  word: 'parentFile',
  noun: 'parent',
  family: 'copy',
  subject: 'id',
  roles: ['copy'],
  options: { id: ownName(), on: partName('host', 'lies on') },
  rules: [],
  inShortForm: (stated) => stated,
  machines: null,
  ends: null,
  lists: () => ({ copies: copyEntry(z.literal('parent')) }),
  contribute: ({ id, on }, { machinesOf }) => ({
    copies: machinesOf(on)
      .slice(0, 1)
      .map((host) => ({ id, host: host.id, user: null, role: 'parent' as const, parent: null })),
  }),
  entryNames: { on: 'host' },
  texts: { copies: copyText },
  docs: {
    summary: 'The top-level parent: a folder on a share, in which nobody works.',
    options: { id: 'The name of the copy.', on: 'The machine that it lies on.' },
    example: { id: 'parent', on: 'nas-1' },
  },
})
