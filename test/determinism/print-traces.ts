// Run by Node itself, in a process of its own: prints the trace of each short run that its words name.
import { traceOf } from './trace-of.ts'

const traces = []
for (const word of process.argv.slice(2)) {
  const [scenario = '', seed] = word.split('#')
  traces.push(await traceOf({ scenario, form: 'short', seed: Number(seed) }))
}
console.log(JSON.stringify(traces))
