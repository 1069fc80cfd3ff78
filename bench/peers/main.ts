// Measures the peers beside ours and writes what came of it to reports/. With names (of engines, of workloads), it
// runs those alone and writes nothing.

import { fork } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { currentConditions } from '../conditions.ts'
import { type Comparison, comparisonDocument, comparisonText, type Row } from './comparison.ts'
import { installPeers, peerVersions } from './install.ts'
import { peers } from './peers.ts'
import type { Measured } from './run-one.ts'
import { workloads } from './workloads.ts'

const pathOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))
/** Who is not done by then is not waited for, and the report says so. */
const patienceMs = 150_000

const main = async (asked: readonly string[]): Promise<number> => {
  const unknown = asked.find((name) => !Object.hasOwn(peers, name) && !Object.hasOwn(workloads, name))
  if (unknown !== undefined) {
    const known = [...Object.keys(peers), ...Object.keys(workloads)].join(', ')
    process.stderr.write(`bench: there is no "${unknown}"; there are ${known}\n`)
    return 2
  }
  installPeers()
  const conditions = currentConditions()
  const versions = peerVersions()
  const rows: Row[] = []
  for (const workload of chosen(Object.keys(workloads), asked))
    for (const peer of chosen(Object.keys(peers), asked)) rows.push(await measured(peer, workload))
  const comparison: Comparison = { conditions, versions, rows }
  process.stdout.write(comparisonText(comparison))
  if (asked.length === 0) {
    writeFileSync(
      pathOf('../../reports/peers.json'),
      `${JSON.stringify(comparisonDocument(comparison), null, 2)}\n`,
    )
    writeFileSync(pathOf('../../reports/peers.md'), comparisonText(comparison))
  }
  return rows.every((row) => row.measured) ? 0 : 1
}

const chosen = (names: readonly string[], asked: readonly string[]): readonly string[] => {
  const some = names.filter((name) => asked.includes(name))
  return some.length > 0 ? some : names
}

const measured = (peer: string, workload: string): Promise<Row> =>
  new Promise((resolve) => {
    process.stderr.write(`bench: ${workload}, ${peer}\n`)
    const child = fork(pathOf('./run-one.ts'), [peer, workload], { execArgv: ['--max-semi-space-size=64'] })
    const patience = setTimeout(() => child.kill(), patienceMs)
    let found: Measured | null = null
    child.on('message', (message: Measured) => (found = message))
    child.on('exit', () => {
      clearTimeout(patience)
      resolve({ peer, workload, measured: found })
    })
  })

process.exitCode = await main(process.argv.slice(2))
