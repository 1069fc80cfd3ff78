import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { root } from './repository.ts'

/** Compiles lines of code, and returns those that the compiler refused. */
export const refusedLines = (imports: readonly string[], lines: readonly string[]): readonly string[] => {
  const folder = mkdtempSync(join(tmpdir(), 'shakedown-words-'))
  try {
    writeFileSync(join(folder, 'words.ts'), [...imports, ...lines].join('\n'))
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
    const compilerOptions = {
      types: ['node'],
      typeRoots: [join(root, 'node_modules', '@types')],
      paths: {},
      noUnusedLocals: false,
      rewriteRelativeImportExtensions: false,
      allowImportingTsExtensions: true,
    }
    const config = { extends: join(root, 'tsconfig.json'), compilerOptions, files: ['words.ts'], include: [] }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
    const { stdout } = spawnSync(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], {
      encoding: 'utf8',
    })
    const places = [...stdout.matchAll(/^(.*)\((\d+),\d+\): error TS\d+/gm)]
    return places.map(([place, file, line]) =>
      file?.endsWith('words.ts') ? (lines[Number(line) - imports.length - 1] ?? place) : place,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
