// Prints what the two changes of the documents bench would cost with chunks of other sizes: how the sizes in
// src/engine/content/chunker.ts were chosen.

import { type ChunkSizes, chunksOf, type ListEntry, listOf } from '../src/engine/content/index.ts'
import { realDigest } from '../src/real/machine/index.ts'
import { changedInTheMiddle, documentOf, insertedInFront } from './drawn-documents.ts'

const documents = 10
const sizeBytes = 20_000_000

const objectsOf = (bytes: Uint8Array, sizes: ChunkSizes): Map<string, number> => {
  const chunks: ListEntry[] = []
  for (const chunk of chunksOf([bytes], sizes))
    chunks.push({ hash: realDigest.sha256Hex(chunk), sizeBytes: chunk.length })
  const { list, nodes } = listOf(chunks, realDigest)
  const objects = new Map(chunks.map((chunk) => [chunk.hash, chunk.sizeBytes]))
  for (const [hash, node] of nodes) objects.set(hash, node.length)
  return objects.set('top', list.top.length * 35)
}

const resentBytes = (before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): number =>
  [...after].reduce((sum, [hash, bytes]) => sum + (before.has(hash) && hash !== 'top' ? 0 : bytes + 35), 0)

const row = (sizes: ChunkSizes): string => {
  const middle: number[] = []
  const front: number[] = []
  for (let seed = 0; seed < documents; seed += 1) {
    const bytes = documentOf(seed, sizeBytes)
    const before = objectsOf(bytes, sizes)
    middle.push(resentBytes(before, objectsOf(changedInTheMiddle(bytes, seed), sizes)))
    front.push(resentBytes(before, objectsOf(insertedInFront(bytes, seed), sizes)))
  }
  const text = (all: readonly number[]): string =>
    `${Math.round(all.reduce((sum, one) => sum + one, 0) / documents)} (${Math.max(...all)})`
  return `${2 ** sizes.averageBits} ${sizes.minBytes}..${sizes.maxBytes}: middle ${text(middle)}, front ${text(front)}`
}

process.stdout.write('average, least..most: bytes resent on average (at most) of ten documents of 20 MB\n')
for (const averageBits of [12, 13]) {
  const average = 2 ** averageBits
  process.stdout.write(`${row({ averageBits, minBytes: average / 4, maxBytes: average * 4 })}\n`)
  process.stdout.write(`${row({ averageBits, minBytes: average / 2, maxBytes: average * 2 })}\n`)
}
