import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { onTestFinished } from 'vitest'

/** An empty folder of this machine, gone when the test is over. */
export const freshFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'shakedown-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
