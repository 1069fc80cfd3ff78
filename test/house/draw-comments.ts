// Draws comments of src by a seed, for a reader who does not know the code: `node test/house/draw-comments.ts 60 1`.
import seedrandom from 'seedrandom'

import { commentsIn, wordsIn } from './comments.ts'
import { sourcesUnder, textOf } from './repository.ts'

/** Shorter comments say too little to be misunderstood. */
const wordsMin = 6

const [count = '60', seed = '1'] = process.argv.slice(2)
const random = seedrandom(seed)
const comments = sourcesUnder('src').flatMap((file) =>
  commentsIn(textOf(file))
    .filter(({ text }) => wordsIn(text).length >= wordsMin)
    .map(({ line, text }) => ({ place: `${file}:${line}`, text, weight: random() })),
)
const drawn = comments.toSorted((a, b) => a.weight - b.weight).slice(0, Number(count))

for (const [index, { place, text }] of drawn.entries())
  process.stdout.write(`${index + 1}. ${place}\n   ${text}\n`)
