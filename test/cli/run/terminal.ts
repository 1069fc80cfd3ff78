import { spawn } from 'node:child_process'
import { join } from 'node:path'

import { root } from '../../house/repository.ts'

export interface Left {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

interface Typing {
  /** Where it is typed; the repository unless said. */
  readonly cwd?: string
  /** Variables beside those of this process. */
  readonly env?: Readonly<Record<string, string>>
  /** Told all of standard output so far whenever there is more; may press Ctrl-C. */
  readonly onOutput?: (out: string, pressCtrlC: () => void) => void
}

/** Types `shakedown …` without a terminal, and waits for its end. */
export const shakedown = (
  words: readonly string[],
  { cwd = root, env = {}, onOutput }: Typing = {},
): Promise<Left> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'bin', 'shakedown.js'), ...words], {
      cwd,
      // The runs of a test are no part of the job that runs the tests.
      env: { ...process.env, GITHUB_STEP_SUMMARY: '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let out = ''
    let err = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
      // A second Ctrl-C would end it at once, without a report.
      onOutput?.(out, () => void (child.killed || child.kill('SIGINT')))
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, err: withoutBuild(err) }))
  })

/** While the sources are being worked on, the first command compiles them, and says so. */
const withoutBuild = (err: string): string => err.replaceAll('shakedown: compiling\n', '')
