// Runs the benches one after the other, each in a process of its own, and writes what came of them to reports/.
// With names, it runs those alone and writes nothing, unless `--to NAME` says under which name.

import { fork } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

import { collectorFlags, fastCollector } from '../src/harness/collector.ts'
import { benchDocument, type BenchResult, benchText } from './bench-report.ts'
import { benches } from './benches.ts'
import { currentConditions } from './conditions.ts'

const pathOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))

const main = async (words: readonly string[]): Promise<number> => {
  const { positionals: asked, values } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { to: { type: 'string' } },
  })
  const to = values.to ?? (asked.length === 0 ? 'bench' : null)
  const unknown = asked.find((name) => !Object.hasOwn(benches, name))
  if (unknown !== undefined) {
    process.stderr.write(`bench: there is no "${unknown}"; there are ${Object.keys(benches).join(', ')}\n`)
    return 2
  }
  const conditions = currentConditions()
  const results: BenchResult[] = []
  for (const name of asked.length > 0 ? asked : Object.keys(benches)) {
    process.stderr.write(`bench: ${name}\n`)
    results.push(await measured(name))
  }
  const text = benchText(conditions, results)
  process.stdout.write(text)
  if (to !== null) {
    const document = benchDocument(conditions, results)
    writeFileSync(pathOf(`../reports/${to}.json`), `${JSON.stringify(document, null, 2)}\n`)
    writeFileSync(pathOf(`../reports/${to}.md`), text)
  }
  return results.some(({ trouble }) => trouble !== null) ? 1 : 0
}

const measured = (name: string): Promise<BenchResult> =>
  new Promise((resolve) => {
    // As the harness has its workers collect; a nursery is three semi-spaces.
    const execArgv = [
      `--max-semi-space-size=${fastCollector.nurseryMb / 3}`,
      ...collectorFlags(fastCollector),
    ]
    const child = fork(pathOf('./run-one.ts'), [name], { execArgv })
    let result: BenchResult | null = null
    child.on('message', (message: BenchResult) => (result = message))
    child.on('exit', (code, signal) => {
      const trouble = `its process ended with ${signal ?? code}; see above`
      resolve(result ?? { bench: name, what: 'Not measured.', figures: [], trouble })
    })
  })

process.exitCode = await main(process.argv.slice(2))
