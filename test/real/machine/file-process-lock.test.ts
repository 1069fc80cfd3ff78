import { spawn } from 'node:child_process'
import { once } from 'node:events'

import { expect, onTestFinished, test } from 'vitest'

import { processLock } from '../../../src/real/machine/file-process-lock.ts'
import { freshFolder } from '../../contracts/fresh-folder.ts'

const holder = (folder: string): string => `
  import { processLock } from ${JSON.stringify(new URL('../../../src/real/machine/file-process-lock.ts', import.meta.url).href)}
  const answer = processLock(${JSON.stringify(folder)}, 'lock').take('sync')
  process.stdout.write(answer.kind)
  setInterval(() => answer, 1000)
`

test('a lock dies with the process that held it', async () => {
  const folder = freshFolder()
  const child = spawn(process.execPath, ['--input-type=module', '--eval', holder(folder)])
  onTestFinished(() => void child.kill('SIGKILL'))
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  expect(said.toString()).toBe('held')
  const lock = processLock(folder, 'lock')
  expect(lock.take('show')).toMatchObject({ kind: 'taken', by: { processId: child.pid, purpose: 'sync' } })

  child.kill('SIGKILL')
  await once(child, 'exit')

  const answer = lock.take('show')
  expect(answer.kind).toBe('held')
  if (answer.kind === 'held') answer.release()
})
