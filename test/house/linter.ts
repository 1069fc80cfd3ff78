import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { z } from 'zod'

import { root } from './repository.ts'

const report = z.object({
  number_of_files: z.number(),
  diagnostics: z.array(
    z.object({
      filename: z.string(),
      message: z.string(),
      code: z.string().optional(),
      help: z.string().optional(),
      labels: z.array(z.object({ span: z.object({ line: z.number() }) })),
    }),
  ),
})

/** Lints the given files in a copy of the house that holds nothing else; answers with each `file:line` the fence refused. */
export function refusedByFence(files: ReadonlyMap<string, string[]>): Set<string> {
  const house = mkdtempSync(join(tmpdir(), 'shakedown-fence-'))
  try {
    for (const config of ['oxlint.config.ts', 'fence.config.ts', 'rooms.config.ts'])
      copyFileSync(join(root, config), join(house, config))
    writeFileSync(join(house, 'package.json'), '{ "type": "module" }\n')
    for (const [name, lines] of files) {
      mkdirSync(dirname(join(house, name)), { recursive: true })
      writeFileSync(join(house, name), `${lines.join('\n')}\n`)
    }
    return lint(house, files.size)
  } finally {
    rmSync(house, { recursive: true, force: true })
  }
}

function lint(house: string, expectedFiles: number): Set<string> {
  const oxlint = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint')
  const folders = ['src', 'scenarios', 'reports', 'bench', 'test']
  const run = spawnSync(process.execPath, [oxlint, '--format=json', ...folders], {
    cwd: house,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  })
  if (run.error !== undefined) throw run.error
  const { number_of_files: seen, diagnostics } = report.parse(JSON.parse(run.stdout))
  // A linter that looked at nothing finds nothing.
  if (seen !== expectedFiles) throw new Error(`oxlint saw ${seen} of ${expectedFiles} files: ${run.stderr}`)
  const unread = diagnostics.find(({ code }) => code === undefined)
  if (unread !== undefined) throw new Error(`oxlint cannot read ${unread.filename}: ${unread.message}`)
  // Rules differ in where they put our words.
  const byFence = diagnostics.filter(({ message, help }) => `${message} ${help ?? ''}`.includes('Fence: '))
  return new Set(
    byFence.flatMap(({ filename, labels }) => labels.map(({ span }) => `${filename}:${span.line}`)),
  )
}
