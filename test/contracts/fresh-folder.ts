import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { inject, onTestFinished } from 'vitest'

/** An empty folder of this machine, gone when the test is over. */
export const freshFolder = (): string => {
  const folder = mkdtempSync(join(inject('scratchFolder'), 'shakedown-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
