// Measures the one bench that is named, in a process of its own, and tells its parent what came of it.

import type { BenchResult } from './bench-report.ts'
import { benches } from './benches.ts'

const name = process.argv[2] ?? ''
const load = benches[name]
if (!load || !process.send) throw new Error('this file is started by bench/main.ts, with the name of a bench')
const { bench } = await load()
const figures = await bench.measure()
process.send({ bench: name, what: bench.what, figures, trouble: null } satisfies BenchResult, () =>
  process.exit(0),
)
