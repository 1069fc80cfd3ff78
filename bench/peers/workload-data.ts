import type { Values } from './peer.ts'

/** What an accounting file's records look like: a name, amounts, a reference that many share, a note that few have. */
export const fields = ['name', 'amount', 'budget', 'last-year', 'reference', 'note']

export const recordName = (index: number): string => String(100_000 + index)

export const recordValues = (index: number): Values => ({
  name: `Account ${index}`,
  amount: amountText(index, 1),
  budget: amountText(index, 2),
  'last-year': amountText(index, 3),
  reference: `ref-${index % 97}`,
  note: index % 20 === 0 ? `checked by ann, see page ${index % 61}` : '',
})

const amountText = (index: number, which: number): string =>
  String((((index + 1) * 7919 * which) % 1_000_003) / 100)

/** The same numbers for every engine: a linear congruential generator (Numerical Recipes, §7.1). */
export const drawer = (seed: number): ((below: number) => number) => {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
