import { type Bench, type Figure, figureOf } from './figure.ts'
import { prepareRuns, type ScenarioRun } from './scenario-runs.ts'

const warmups = 20
const runs = 25

const measure = async (): Promise<readonly Figure[]> => {
  const { scenarios, run } = await prepareRuns()
  const figures: Figure[] = []
  for (const spec of scenarios) {
    const measured: ScenarioRun[] = []
    for (let seed = 1; seed <= warmups + runs; seed += 1) {
      const one = await run(spec, 'short', seed)
      if (seed > warmups) measured.push(one)
    }
    figures.push(...figuresOf(spec.name, measured))
  }
  return figures
}

const figuresOf = (scenario: string, measured: readonly ScenarioRun[]): readonly Figure[] => {
  const wall = measured.map(({ wallMs }) => wallMs)
  const cpu = measured.map(({ cpuMs }) => cpuMs)
  return [
    figureOf(`${scenario}, wall time`, 'ms', wall, { kind: 'at-most', value: 100 }),
    figureOf(`${scenario}, processor time of all threads`, 'ms', cpu),
  ]
}

export const bench: Bench = {
  what: `The short form of each bundled scenario, in a warm thread: ${runs} seeds, each once, after ${warmups} to warm up. Drawing the plan and all checks but S10 are in the time.`,
  measure,
}
