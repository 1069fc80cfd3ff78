import type { JudgeParts } from './judge.ts'
import type { Judgement } from './verdict.ts'

interface Either<First, Second> {
  readonly first: First | null
  readonly second: Second | null
}

/** Applies if one of two parts does, and holds if each part that applies holds. */
export const eitherOf = <Whole, First, Second>(
  one: JudgeParts<Whole, First>,
  other: JudgeParts<Whole, Second>,
): JudgeParts<Whole, Either<First, Second>> => ({
  applies: (evidence) => {
    const [first, second] = [one.applies(evidence), other.applies(evidence)]
    return first === null && second === null ? null : { first, second }
  },
  judge: ({ first, second }) =>
    joined([
      ...(first === null ? [] : [one.judge(first)]),
      ...(second === null ? [] : [other.judge(second)]),
    ]),
})

const joined = (judgements: readonly Judgement[]): Judgement => ({
  holds: judgements.every(({ holds }) => holds),
  detail: judgements.map(({ detail }) => detail).join('; '),
})
