// Run by Node itself, in a process of its own: prints the trace of each short run that its words name.
import { executePlan } from '../../src/sim/execute-plan.ts'
import { shortPlan } from '../sim/short-plan.ts'

const traces = []
for (const word of process.argv.slice(2)) {
  const [scenario = '', seed] = word.split('#')
  const plan = await shortPlan(scenario, Number(seed))
  const options = {
    traps: null,
    rest: 'tick',
    traceListener: null,
    onFrame: null,
    isCancelled: () => false,
  } as const
  const { hash, events } = (await executePlan(plan, options)).trace
  traces.push({ hash, events })
}
console.log(JSON.stringify(traces))
