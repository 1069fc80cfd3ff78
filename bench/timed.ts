import { Bench } from 'tinybench'

export interface TimedOptions {
  readonly warmups: number
  readonly runs: number
}

/** Runs `act` so many times after warming up, and gives the milliseconds that each run took. */
export const timedMs = async (
  act: () => void | Promise<void>,
  { warmups, runs }: TimedOptions,
): Promise<readonly number[]> => {
  const bench = new Bench({
    time: 0,
    iterations: runs,
    warmupTime: 0,
    warmupIterations: warmups,
    retainSamples: true,
    throws: true,
  })
  const [task] = await bench.add('it', act).run()
  const result = task?.result
  if (result?.state !== 'completed') throw new Error(`a bench came to no end: ${result?.state ?? 'no task'}`)
  return result.latency.samples ?? []
}

/** The same, as how many things a second were done, where one run does `count` of them. */
export const perSecond = async (
  act: () => void | Promise<void>,
  count: number,
  options: TimedOptions,
): Promise<readonly number[]> => (await timedMs(act, options)).map((ms) => (count * 1000) / ms)
