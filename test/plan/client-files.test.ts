import { expect, test } from 'vitest'

import { clientFilesOf } from '../../src/plan/client-files.ts'
import type { Copy } from '../../src/plan/topology.ts'

const copy = (id: string, parent: string | null): Copy => ({
  id,
  host: 'pc',
  user: null,
  role: 'sync-copy',
  parent,
})

test('a copy that was made from no other one begins a client file, and those made from it are of that', () => {
  const copies = [
    copy('a', null),
    copy('b', null),
    copy('a-lead', 'a'),
    copy('b-1', 'b'),
    copy('a-1', 'a-lead'),
  ]

  expect(clientFilesOf(copies)).toEqual([
    ['a', 'a-lead', 'a-1'],
    ['b', 'b-1'],
  ])
})
