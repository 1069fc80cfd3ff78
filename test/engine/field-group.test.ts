import { expect, test } from 'vitest'

import { typedValue } from '../../src/engine/event/value.ts'
import { OwnFolderExchange } from '../../src/engine/replication/exchange/own-folder-exchange.ts'
import { realCopyPorts } from '../../src/real/machine/real-copy-ports.ts'
import { Desk } from '../cli/file/desk.ts'
import { deed, reopened } from './real-copy.ts'

const entry = { table: 'journal-entries', key: '7', group: 'posting' }

const posts = async (folder: string, debit: string, credit: string): Promise<void> => {
  const copy = reopened(folder)
  const { seen } = copy.read(entry.table, entry.key, entry.group)
  const fields = [
    ['debit', typedValue(debit)],
    ['credit', typedValue(credit)],
  ] as const
  await copy.editGroup(entry, fields, seen, deed)
  await new OwnFolderExchange(copy, realCopyPorts(folder)).flush()
  copy.close()
}

test('fields that belong together conflict as one', async () => {
  const desk = await Desk.withTwoCopies()
  await posts(desk.path('laptop-ann'), '100', '4000')
  await posts(desk.path('laptop-bob'), '200', '5000')

  for (const who of ['ann', 'bob', 'ann']) await desk.does(`sync laptop-${who}`)

  for (const who of ['ann', 'bob']) {
    const copy = reopened(desk.path(`laptop-${who}`))
    const values = copy.state
      .conflicts()
      .map(({ address, siblings: heads }) => [address, heads.map(({ canonical }) => canonical).sort()])
    expect(values).toEqual([
      [
        'journal-entries/7.posting',
        ['g[["credit","n4000"],["debit","n100"]]', 'g[["credit","n5000"],["debit","n200"]]'],
      ],
    ])
  }
})
