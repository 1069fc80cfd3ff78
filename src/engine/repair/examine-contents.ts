import { decodeFront, frontBytesOf, frontStartBytes, packBytesOf } from '../content/index.ts'
import type { Digest, Disk } from '../ports/index.ts'
import { packsFolder, paths } from '../storage/folder/index.ts'
import { damaged, type Finding, isFinding, readOrFind } from './finding.ts'

export interface ExaminedContents {
  readonly count: number
  readonly findings: readonly Finding[]
}

export const examineContents = (disk: Disk, digest: Digest): ExaminedContents => {
  const whole = namesBelow(disk, paths.contentsFolder)
  const packs = namesBelow(disk, packsFolder)
  const findings = [
    ...whole.flatMap(({ path, hash }) => {
      const bytes = disk.read(path)
      if (!bytes || digest.sha256Hex(bytes) === hash) return []
      return [damaged(path, 'its bytes do not match the hash in its name')]
    }),
    ...packs.flatMap(({ path }) => examinePack(disk, digest, path) ?? []),
  ]
  return { count: whole.length + packs.length, findings }
}

const namesBelow = (
  disk: Disk,
  folder: string,
): readonly { readonly path: string; readonly hash: string }[] =>
  disk.list(folder).flatMap((start) =>
    disk
      .list(`${folder}/${start}`)
      .filter((name) => /^[0-9a-f]{64}$/.test(name))
      .map((hash) => ({ path: `${folder}/${start}/${hash}`, hash })),
  )

/** Returns null if sound. Reads chunk by chunk, since a version of 2 GiB must not fill the memory. */
const examinePack = (disk: Disk, digest: Digest, path: string): Finding | null => {
  const bytes = disk.readPart(path, 0, frontStartBytes) ?? new Uint8Array(0)
  const read = readOrFind({ path, bytes }, digest, () => {
    const front = disk.readPart(path, 0, frontBytesOf(bytes)) ?? bytes
    return { front, pack: decodeFront(front, digest) }
  })
  if (isFinding(read)) return read
  const { front, pack } = read
  if (disk.sizeBytes(path) !== packBytesOf(front.length, pack)) return damaged(path, 'it has not its length')
  let offset = front.length
  for (const { hash, sizeBytes } of pack.chunks) {
    const chunk = disk.readPart(path, offset, sizeBytes)
    if (!chunk || digest.sha256Hex(chunk) !== hash)
      return damaged(path, `the chunk at byte ${offset} does not match its hash`)
    offset += sizeBytes
  }
  return null
}
