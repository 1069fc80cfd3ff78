import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { fuzz, type Fuzzed } from './fuzz.ts'
import { fuzzTargets } from './targets.ts'

const inputsByDefault = 1_500_000

/** `npm run fuzz -- [INPUTS] [SEED]`: feeds every decoder, keeps the result in reports/fuzz.md, and fails where one failed. */
const main = (args: readonly string[]): number => {
  const [inputs = inputsByDefault, seed = 20_260_101] = args.map(Number)
  const runs = Math.ceil(inputs / fuzzTargets.length)
  const startMs = performance.now()
  const results = fuzzTargets.map((target) => {
    const fuzzed = fuzz(target, runs, seed)
    process.stderr.write(`${fuzzed.name}: ${fuzzed.failure ?? 'nothing found'}\n`)
    return fuzzed
  })
  const report = reportText(results, { seed, seconds: (performance.now() - startMs) / 1000 })
  writeFileSync(fileURLToPath(new URL('../../reports/fuzz.md', import.meta.url)), report)
  return results.some(({ failure }) => failure !== null) ? 1 : 0
}

const reportText = (
  results: readonly Fuzzed[],
  { seed, seconds }: { readonly seed: number; readonly seconds: number },
): string => {
  const total = results.reduce((sum, { runs }) => sum + runs, 0)
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024)
  return `${[
    '# Fuzzed decoders',
    '',
    `Made by \`npm run fuzz\`: ${total} mutated objects, seed ${seed}, Node ${process.versions.node}, ${Math.round(seconds)} s, ${peakMb} MB at most.`,
    '',
    '| decoder | inputs | refused | read, or passed over | slowest | found |',
    '| --- | --: | --: | --: | --: | --- |',
    ...results.map(
      ({ name, runs, refused, read, slowestMs, failure }) =>
        `| ${name} | ${runs} | ${refused} | ${read} | ${slowestMs.toFixed(1)} ms | ${failure === null ? 'nothing' : failure.split('\n')[0]} |`,
    ),
  ].join('\n')}\n`
}

process.exitCode = main(process.argv.slice(2))
