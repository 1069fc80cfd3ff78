import { type Conditions, conditionsText } from '../../bench/conditions.ts'
import { roomOf } from '../house/room-of.ts'
import type { Mutant, MutatedSource } from './mutated-source.ts'

export interface MutationReport {
  readonly conditions: Conditions
  /** Globs of the mutated files. */
  readonly mutate: readonly string[]
  readonly files: Readonly<Record<string, MutatedSource>>
}

interface Placed {
  readonly file: string
  readonly source: string
  readonly mutant: Mutant
}

/** Longest piece of code that a table shows. */
const excerptCharactersMax = 90

/** Scores by room and file, and the surviving mutants of decisions. Pure. */
export const mutationText = ({ conditions, mutate, files }: MutationReport): string => {
  const mutants = Object.entries(files)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([file, { source, mutants: all }]) => all.map((mutant): Placed => ({ file, source, mutant })))
  const survivors = mutants.filter(({ mutant }) => mutant.status === 'Survived')
  const listed = survivors.filter(isOfDecision)
  return [
    '# Mutation testing',
    '',
    'Written by `npm run mutate`: Stryker changes one place of the code at a time, and runs the tests that reach it.',
    'The score is the share of mutants that a failing test or an endless loop gives away. Constants of modules are not judged.',
    'Mutants whose code and tests are unchanged keep the result of an earlier run.',
    '',
    conditionsText(conditions),
    '',
    `Mutated: ${mutate.map((glob) => `\`${glob}\``).join(', ')}.`,
    '',
    ...scoreTable('room', mutants, ({ file }) => roomOf(file)),
    '',
    ...scoreTable('file', mutants, ({ file }) => `\`${file}\``),
    '',
    '## Survivors',
    '',
    `In decisions: ${listed.length}. In texts, which only people read: ${survivors.length - listed.length}.`,
    '',
    ...survivorTable(listed),
    '',
  ].join('\n')
}

const scoreTable = (
  title: string,
  mutants: readonly Placed[],
  keyOf: (placed: Placed) => string,
): readonly string[] => {
  const groups = [...Map.groupBy(mutants, keyOf)]
  const rows = groups.map(([key, members]) => scoreRow(key, members))
  return [
    `| ${title} | mutants | killed | timeout | survived | not reached | not judged | score |`,
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...rows,
    ...(groups.length > 1 ? [scoreRow('all', mutants)] : []),
  ]
}

const scoreRow = (key: string, members: readonly Placed[]): string => {
  const count = (...statuses: readonly Mutant['status'][]): number =>
    members.filter(({ mutant }) => statuses.includes(mutant.status)).length
  const killed = count('Killed')
  const timedOut = count('Timeout')
  const survived = count('Survived')
  const unreached = count('NoCoverage')
  const judged = killed + timedOut + survived + unreached
  const score = judged === 0 ? 'none' : `${Math.round((1000 * (killed + timedOut)) / judged) / 10} %`
  const cells = [key, members.length, killed, timedOut, survived, unreached, members.length - judged, score]
  return `| ${cells.join(' | ')} |`
}

/** Almost every text is part of a message, and changes no decision. */
const isOfDecision = ({ mutant }: Placed): boolean => mutant.mutatorName !== 'StringLiteral'

const survivorTable = (survivors: readonly Placed[]): readonly string[] => [
  '| place | mutation | code | replaced by |',
  '| --- | --- | --- | --- |',
  ...survivors.map(({ file, source, mutant }) => {
    const { start } = mutant.location
    const code = excerpt(codeAt(source, mutant))
    return `| \`${file}:${start.line}:${start.column}\` | ${mutant.mutatorName} | ${code} | ${excerpt(mutant.replacement ?? '')} |`
  }),
]

/** The code between two places, whose lines and columns count from one. */
const codeAt = (source: string, { location: { start, end } }: Mutant): string =>
  source
    .split('\n')
    .slice(start.line - 1, end.line)
    .map((line, index, { length }) =>
      line.slice(index === 0 ? start.column - 1 : 0, index === length - 1 ? end.column - 1 : line.length),
    )
    .join('\n')

const excerpt = (code: string): string => {
  const line = code.replaceAll(/\s+/g, ' ').trim()
  const short = line.length > excerptCharactersMax ? `${line.slice(0, excerptCharactersMax)}…` : line
  return `\`${short.replaceAll('|', '\\|').replaceAll('`', "'")}\``
}
