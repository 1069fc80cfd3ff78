import type { RunRecord, SometimesTally } from './run-record.ts'

/** Pure: in how many of these runs each *sometimes* happened. Runs that did not come to their end count for nothing. */
export const sometimesTallies = (records: readonly RunRecord[]): readonly SometimesTally[] => {
  const tallies = new Map<string, SometimesTally>()
  for (const { scenario, form, sometimes } of records) {
    for (const { what, seedsMin, happened } of sometimes) {
      const key = `${scenario} ${form} ${what}`
      const { seeds, happenedIn } = tallies.get(key) ?? { seeds: 0, happenedIn: 0 }
      const counted = { seeds: seeds + 1, happenedIn: happenedIn + (happened ? 1 : 0) }
      tallies.set(key, { scenario, form, what, seedsMin, ...counted })
    }
  }
  return [...tallies.values()]
}

/** Those that should have happened by now and never did: these runs have not tested them. */
export const neverHappened = (records: readonly RunRecord[]): readonly SometimesTally[] =>
  sometimesTallies(records).filter(({ seeds, happenedIn, seedsMin }) => happenedIn === 0 && seeds >= seedsMin)

/** Names what never happened, and the author's remedy. */
export const neverText = ({ scenario, form, what, seeds, seedsMin }: SometimesTally): string =>
  `${scenario}, ${form}: in none of ${seeds} seeds it happened that ${what}, and in ${seedsMin} it must; ` +
  'let the scenario make it likelier, or take the line out of its `sometimes`'
