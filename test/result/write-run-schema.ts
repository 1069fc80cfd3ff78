import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { runJsonSchema } from '../../src/result/run-json-schema.ts'
import { root } from '../house/repository.ts'

// `npm run schema`: writes the JSON Schema of run results into the reference.
const folder = join(root, 'docs', 'reference')
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'run.schema.json'), runJsonSchema())
