import { sentencesIn, wordsIn } from './comments.ts'

/** The longest sentence that a comment may hold, in words. */
export const sentenceWordsMax = 25

// Clauses that stand where a noun belongs, and idiom that a reader has to decode.
const decoded: readonly (readonly [what: string, pattern: RegExp])[] = [
  [
    'a clause of "what" as a subject',
    /(?:^|[.;:,(] )what (?:is|are|was|were|lies|comes|came|has|had|does|did|goes|stands|they|it|he|she|nobody|somebody|others|people|a|the)\b[^?]*$/i,
  ],
  ['"whoever" or "whatever"', /\b(?:whoever|whatever|whichever)\b/i],
  ['"of which" or "of whom"', /\bof (?:which|whom|whose)\b/i],
  ['negated existence', /\bwhere there (?:is|are|was|were) (?:none|nothing|no)\b/i],
  ['old idiom', /\b(?:anew|befalls?|befallen|in vain|thereof|therein|whence|hitherto|lest)\b/i],
]

/** What a native engineer would have to read twice in a comment. */
export const hardToRead = (text: string): readonly string[] =>
  sentencesIn(text).flatMap((sentence) => {
    const words = wordsIn(sentence).length
    const long = words > sentenceWordsMax ? [`${words} words: ${sentence}`] : []
    return [
      ...long,
      ...decoded.flatMap(([what, pattern]) => (pattern.test(sentence) ? [`${what}: ${sentence}`] : [])),
    ]
  })
