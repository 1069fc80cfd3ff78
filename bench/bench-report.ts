import { type Conditions, conditionsText } from './conditions.ts'
import { type Figure, type Goal, ratioOf } from './figure.ts'

/** What one bench came to. */
export interface BenchResult {
  readonly bench: string
  readonly what: string
  readonly figures: readonly Figure[]
  /** Why there are no figures; null where there are. */
  readonly trouble: string | null
}

export const benchDocument = (conditions: Conditions, results: readonly BenchResult[]): object => ({
  schema: 'shakedown.bench/1',
  conditions,
  benches: results.map((result) => ({
    ...result,
    figures: result.figures.map((figure) => ({ ...figure, ratio: ratioOf(figure) })),
  })),
})

/** The same for people. */
export const benchText = (conditions: Conditions, results: readonly BenchResult[]): string =>
  [
    '# Bench',
    '',
    'Written by `npm run bench`. Each number is a median, with the lowest and the highest sample beside it;',
    'the ratio says how many times better than its goal it is, so that below 1 it falls short.',
    '',
    conditionsText(conditions),
    ...results.flatMap(sectionOf),
    '',
  ].join('\n')

const sectionOf = ({ bench, what, figures, trouble }: BenchResult): string[] => [
  '',
  `## ${bench}`,
  '',
  what,
  '',
  ...(trouble === null ? tableOf(figures) : [`It could not be measured: ${trouble}`]),
]

const tableOf = (figures: readonly Figure[]): string[] => [
  '| | median | | lowest to highest | samples | goal | ratio |',
  '| --- | ---: | --- | ---: | ---: | ---: | ---: |',
  ...figures.map((figure) => {
    const ratio = ratioOf(figure)
    const verdict = ratio === null ? '' : `${numberText(ratio)}${ratio < 1 ? ' (short)' : ''}`
    const range = `${numberText(figure.lowest)} – ${numberText(figure.highest)}`
    const cells = [figure.name, numberText(figure.median), figure.unit, range]
    return `| ${[...cells, figure.samples, goalText(figure.goal), verdict].join(' | ')} |`
  }),
]

const goalText = (goal: Goal | null): string =>
  goal === null ? '' : `${goal.kind === 'at-least' ? '≥' : '≤'} ${numberText(goal.value)}`

/** Three digits say all that a noisy number has to say. */
export const numberText = (value: number): string =>
  Number(value.toPrecision(3)).toLocaleString('en-US', { maximumFractionDigits: 4 })
