import { resolve } from 'node:path'

import type { Disk } from '../../../engine/ports/index.ts'
import type { CopyPorts } from '../../../engine/replica/index.ts'
import { readOtherCopy } from '../../../engine/replication/exchange/index.ts'
import { paths, readFormat, readOwner } from '../../../engine/storage/folder/index.ts'
import { leaveMovedNote, readMovedNote } from '../../../real/share/index.ts'
import { isSmbAddress } from '../../../real/smb/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import { connectTo } from '../link/connect-to.ts'
import { type LinkSettings, readLink, writeLink } from '../link/link-settings.ts'

/** The most moves of a parent that one command follows. */
const hopsMax = 5

/**
 * Tells copies that look here that this one has moved, if any ever visited. Runs before opening, which
 * overwrites the remembered old place.
 */
export const recordLocation = ({ disk, continuity }: CopyPorts): void => {
  const found = readFormat(disk.read(paths.format))
  const log = readOwner(disk)?.line
  if (found.kind !== 'format' || !log || disk.list(paths.visitorsFolder).length === 0) return
  const token = continuity.read(log)
  if (!token || token.place === continuity.place || continuity.isElsewhere(token.place, log)) return
  leaveMovedNote(token.place, continuity.place, { fileId: found.format.fileId, line: log })
}

/** Follows a linked copy that was moved and left word, and tells the person. */
export const followLink = async (name: string, disk: Disk, context: CommandContext): Promise<void> => {
  const link = readLink(disk)
  const found = readFormat(disk.read(paths.format))
  if (!link || found.kind !== 'format' || isSmbAddress(link.address)) return
  const place = await placeNow(link.address, found.format.fileId)
  if (place === null) return
  writeLink(disk, { ...link, address: place } satisfies LinkSettings)
  context.err(`${link.name} was moved to ${place}: ${name} follows it there\n`)
}

/** Null where the copy is where it was, or nothing leads from there to where it is. */
const placeNow = async (address: string, fileId: string): Promise<string | null> => {
  let at = address
  for (let hop = 0; hop <= hopsMax; hop += 1) {
    const log = await logAt(at, fileId)
    if (log !== null) return at === address ? null : at
    const note = readMovedNote(at)
    if (note?.fileId !== fileId) return null
    at = resolve(note.place)
  }
  return null
}

const logAt = async (address: string, fileId: string): Promise<string | null> => {
  const answer = await connectTo(address)
  if (answer.kind !== 'session') return null
  const other = await readOtherCopy(answer.session)
  await answer.session.disconnect()
  return other.kind === 'other-copy' && other.format.fileId === fileId ? (other.log ?? '') : null
}
