// Run by Node itself, in a process of its own: prints the trace of each short run that its words name.
import { executed } from '../world/executed.ts'
import { shortPlan } from '../world/short-plan.ts'

const traces = []
for (const word of process.argv.slice(2)) {
  const [scenario = '', seed] = word.split('#')
  const plan = await shortPlan(scenario, Number(seed))
  const { hash, events } = (await executed(plan)).trace
  traces.push({ hash, events })
}
console.log(JSON.stringify(traces))
