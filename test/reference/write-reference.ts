import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { root } from '../house/repository.ts'
import { referencePages } from './reference.ts'

// `npm run reference`: writes docs/reference, and removes pages that the code no longer makes.
const folder = join(root, 'docs', 'reference')
rmSync(folder, { recursive: true, force: true })
for (const { path, text } of referencePages()) {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
