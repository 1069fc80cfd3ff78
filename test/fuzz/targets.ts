import { accessTargets } from './access-targets.ts'
import { feedTargets } from './feed-targets.ts'
import { fileTargets } from './file-targets.ts'
import type { FuzzTarget } from './fuzz-target.ts'
import { historyTargets } from './history-targets.ts'
import { messageTargets } from './message-targets.ts'
import { snapshotTargets } from './snapshot-targets.ts'

/** Every decoder of the engine and of the command's own files. */
export const fuzzTargets: readonly FuzzTarget[] = [
  ...historyTargets,
  ...fileTargets,
  ...snapshotTargets,
  ...messageTargets,
  ...accessTargets,
  ...feedTargets,
]
