import { decodeRange } from '../src/engine/codec/index.ts'
import { realDigest } from '../src/real/machine/index.ts'
import { memoryFolder, newFile, portsOn } from './bench-copy.ts'
import { drawnEdits } from './drawn-edits.ts'
import { type Bench, type Figure, figureOf } from './figure.ts'
import { perSecond } from './timed.ts'

const edits = 200_000

const measure = async (): Promise<readonly Figure[]> => {
  const files = drawnEdits(edits)
  const fold = async (): Promise<void> => {
    const copy = await newFile(portsOn(memoryFolder()))
    const ranges = files.map((bytes) => decodeRange(bytes, { digest: realDigest }))
    const taken = await copy.ingest(ranges, 'already')
    if (taken !== edits || copy.unapplied !== 0 || copy.state.conflictCount !== 0)
      throw new Error(`${taken} edits were taken in, ${copy.unapplied} of them not applied`)
    copy.close()
  }
  const rates = await perSecond(fold, edits, { warmups: 2, runs: 7 })
  return [
    figureOf('single-field edits decoded and folded', 'edits/s', rates, { kind: 'at-least', value: 200_000 }),
  ]
}

export const bench: Bench = {
  what: `${edits.toLocaleString('en-US')} single-field edits of 24 people, in blocks of up to 256, as bytes in memory: each block's checksum, each event's place in its line's chain of hashes, each event's decoding, causal order, and the fold into registers. It is the path by which a copy takes in what visitors left in its folder; nothing is written.`,
  measure,
}
