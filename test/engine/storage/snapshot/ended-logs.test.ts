import { expect, test } from 'vitest'

import { createCopyFrom } from '../../../../src/engine/lifecycle/create-copy.ts'
import { FolderExchanger } from '../../../../src/engine/replication/exchange/folder-exchanger.ts'
import { OwnFolderExchange } from '../../../../src/engine/replication/exchange/own-folder-exchange.ts'
import { ownFolderSession } from '../../../../src/engine/storage/folder/own-folder.ts'
import { LightCopy } from '../../../properties/light-copy.ts'
import { amountOf, opened, writes } from '../../real-copy.ts'
import { Machine } from './machine.ts'

/** A copy, and lines of so many others that registered, wrote and left. */
const amongEnded = async (count: number): Promise<{ machine: Machine; ended: readonly LightCopy[] }> => {
  const machine = new Machine()
  const copy = await machine.create()
  const ended = Array.from({ length: count }, (_, index) => new LightCopy(index, () => machine.nowMs))
  for (const other of ended) {
    const { line } = other
    other.add([{ kind: 'register-copy', copyName: line, user: line, parent: copy.identity.line }])
    other.write(line, 1, false)
    other.add([{ kind: 'leave', stage: 'left', towards: copy.identity.line }])
    await copy.ingest(other.ranges(), 'journal')
  }
  await machine.snapshots(copy)
  copy.close()
  return { machine, ended }
}

test('lines of copies that have ended stay rows of the snapshot, and their folders are not listed', async () => {
  const { machine, ended } = await amongEnded(20)
  machine.listed.length = 0

  const copy = machine.open()
  await writes(copy, 'a', 1)
  await new OwnFolderExchange(copy, machine.ports).flush()

  const lines = ended.map(({ line }) => line)
  expect(copy.logs.cold?.logs()).toEqual([...lines].sort())
  expect(copy.logs.versions().size).toBe(21)
  expect(machine.listed.filter((path) => lines.some((line) => path.endsWith(line)))).toEqual([])
})

test('what is announced of a copy that had ended is read all the same', async () => {
  const { machine, ended } = await amongEnded(3)
  const [back] = ended
  back?.write('back', 2, false)
  const visitor = new Machine()
  const options = { copyName: 'laptop', user: 'bob' }
  const laptop = opened(
    await createCopyFrom(ownFolderSession(machine.disk), options, visitor.drawingOn(1).ports),
  )
  await laptop.ingest(back?.ranges() ?? [], 'journal')
  await new FolderExchanger(laptop, ownFolderSession(machine.disk), visitor.ports, 'journal').exchange()

  const copy = machine.open()

  expect(copy.logs.cold !== null).toBe(true)
  expect(amountOf(copy, 'back')).toEqual({ kind: 'number', decimal: '2' })
})
