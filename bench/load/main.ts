// Holds a server under load for ten minutes, or for as long as it is told, and keeps what came of it in reports/load.md.

import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { currentConditions } from '../conditions.ts'
import { findings, loadText } from './load-report.ts'
import { runLoad } from './run-load.ts'

const usage = 'npm run load -- [--seconds N]: whole seconds, 5 at least; ten minutes if it is left out'

/** Null where the words are none that are known here. */
const secondsIn = (words: readonly string[]): number | null => {
  const [option, text = ''] = words
  if (option === undefined) return 600
  const isKnown = option === '--seconds' && words.length === 2 && /^[0-9]{1,6}$/.test(text)
  return isKnown && Number(text) >= 5 ? Number(text) : null
}

const seconds = secondsIn(process.argv.slice(2))
if (seconds === null) {
  process.stderr.write(`load: ${usage}\n`)
  process.exit(2)
}

const options = { seconds, colleagues: 6, strangers: 4 }
const conditions = currentConditions()
const result = await runLoad(options)
const text = loadText(conditions, options, result)
process.stdout.write(text)
writeFileSync(fileURLToPath(new URL('../../reports/load.md', import.meta.url)), text)
process.exitCode = findings(result).length === 0 ? 0 : 1
