// Holds a server under load for ten minutes, or for as long as it is told, and keeps what came of it in reports/load.md.

import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

import { currentConditions } from '../conditions.ts'
import { findings, loadText } from './load-report.ts'
import { runLoad } from './run-load.ts'

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '600' } } })
const seconds = Number(values.seconds)
if (!Number.isInteger(seconds) || seconds < 5)
  throw new Error(`"${values.seconds}" is no time: give whole seconds, 5 at least`)

const options = { seconds, colleagues: 6, strangers: 4 }
const conditions = currentConditions()
const result = await runLoad(options)
const text = loadText(conditions, options, result)
process.stdout.write(text)
writeFileSync(fileURLToPath(new URL('../../reports/load.md', import.meta.url)), text)
process.exitCode = findings(result).length === 0 ? 0 : 1
