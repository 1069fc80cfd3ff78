/** Makes runs in parallel, and keeps their records. */
export { type Collector, fastCollector, frugalCollector } from './collector.ts'
export { everyRun, type Judging, sampleOf, shortFormsOnly } from './judged-sample.ts'
export { type Job, type ScenarioSource } from './job.ts'
export { bundledScenarios, findScenario, loadScenario } from './load-scenario.ts'
export { planOf } from './plan-of.ts'
export { runAll } from './run-all.ts'
export { createRunFeed } from './run-feed-emitter.ts'
export { OutputError, prepareOutput, writeResults } from './write-results.ts'
