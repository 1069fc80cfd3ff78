import type { VersionVector } from '../../../engine/log/index.ts'
import type { Disk } from '../../../engine/ports/index.ts'
import type { SyncCopy } from '../../../engine/replica/index.ts'
import type { OtherCopy } from '../../../engine/replication/exchange/index.ts'
import type { LinkTarget } from '../../../engine/replication/link/index.ts'
import { type CopyIdentity, jsonBytes, parseJson, paths } from '../../../engine/storage/folder/index.ts'

/** The linked copy, and its last known version vector. */
export interface LinkSettings extends LinkTarget {
  /** By this machine's clock; null where they never were. */
  readonly levelMs: number | null
  /** The last known sequence number of each log there. */
  readonly theirSeqs: Readonly<Record<string, number>>
}

export const linkTo = (other: OtherCopy, address: string, { identity, state }: SyncCopy): LinkSettings => ({
  address,
  name: other.copyName ?? other.format.fileName,
  through: other.log === assignedParent(identity, state) ? 'parent' : 'peer',
  levelMs: null,
  theirSeqs: {},
})

/** The copy that this one was made from, unless it was assigned another one since. */
export const assignedParent = (identity: CopyIdentity, state: SyncCopy['state']): string | null => {
  const registration = state.hierarchy.registration(identity.line)
  return registration ? registration.parent : identity.parent
}

export const markInSync = (link: LinkSettings, nowMs: number, versions: VersionVector): LinkSettings => ({
  ...link,
  levelMs: nowMs,
  theirSeqs: Object.fromEntries([...versions].map(([logId, { seq }]) => [logId, seq])),
})

export const writeLink = (disk: Disk, link: LinkSettings): void =>
  disk.writeWhole(paths.linkSettings, jsonBytes({ ...link }))

/** Returns null without a link, as in a file's first copy, or if its settings are unreadable. */
export const readLink = (disk: Disk): LinkSettings | null => {
  const json = parseJson(disk.read(paths.linkSettings))
  return json && isLink(json) ? json : null
}

const isLink = (json: Record<string, unknown>): json is Record<string, unknown> & LinkSettings =>
  typeof json['address'] === 'string' &&
  typeof json['name'] === 'string' &&
  (json['through'] === 'parent' || json['through'] === 'peer') &&
  (json['levelMs'] === null || typeof json['levelMs'] === 'number') &&
  isSeqs(json['theirSeqs'])

const isSeqs = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.values(value).every((seq) => Number.isInteger(seq))
