import { type Bench, type Figure, figureOf } from './figure.ts'
import { prepareRuns, type ScenarioRun } from './scenario-runs.ts'

const runsMax = 3
/** When this much has been spent, no further run is begun. */
const spentMsMax = 150_000

const measure = async (): Promise<readonly Figure[]> => {
  const { scenarios, run } = await prepareRuns()
  const spec = scenarios.find(({ name }) => name === 'field-team')
  if (!spec) throw new Error('there is no bundled scenario field-team')
  const runs: ScenarioRun[] = []
  let spentMs = 0
  while (runs.length < runsMax && spentMs < spentMsMax) {
    const one = await run(spec, 'full', 1)
    runs.push(one)
    spentMs += one.wallMs
  }
  return figuresOf(runs)
}

const figuresOf = (runs: readonly ScenarioRun[]): readonly Figure[] => {
  const ratios = runs.map(({ simulatedSeconds, wallMs }) => (simulatedSeconds * 1000) / wallMs)
  return [
    figureOf('simulated : real', '×', ratios, { kind: 'at-least', value: 1000 }),
    figureOf(
      'wall time of the day',
      's',
      runs.map(({ wallMs }) => wallMs / 1000),
    ),
    figureOf(
      'processor time of the day, all threads',
      's',
      runs.map(({ cpuMs }) => cpuMs / 1000),
    ),
    figureOf(
      'simulated time',
      's',
      runs.map(({ simulatedSeconds }) => simulatedSeconds),
    ),
    // The system counts kilobytes of 1,024 bytes.
    figureOf('peak memory of the process', 'MB', [(process.resourceUsage().maxRSS * 1024) / 1e6]),
  ]
}

export const bench: Bench = {
  what: 'The full day of field-team, seed 1: the peer parent and 24 staff, eight hours and what healing takes, in one thread with the traps armed. Drawing the plan, building the world and all checks but S10 are in the time; the first run is a cold one.',
  measure,
}
