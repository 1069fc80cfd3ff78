import { newLog } from '../authorship/index.ts'
import { logIdFromBytes } from '../identifier/index.ts'
import { invariant } from '../invariant.ts'
import { encodeVersionVector } from '../log/index.ts'
import { awaitOrDiskRefusal, drawCauses, orDiskRefusal, type ShareSession } from '../ports/index.ts'
import { type CopyPorts, openAs, type OpenOutcome, type SyncCopy, tokenOfNewLog } from '../replica/index.ts'
import { openExchange } from '../replication/client/index.ts'
import { type ExchangeOutcome, type ExchangeTrouble, readOtherCopy } from '../replication/exchange/index.ts'
import {
  type CopyIdentity,
  type FileFormat,
  home,
  paths,
  writeFormat,
  writeIdentity,
} from '../storage/folder/index.ts'
import { clearHalfMade, isHalfMade } from '../storage/journal/index.ts'

export type CreateOutcome =
  | OpenOutcome
  /** Nothing was changed. */
  | { readonly kind: 'exists'; readonly detail: string }
  | { readonly kind: 'interrupted'; readonly trouble: ExchangeTrouble }

export const createClientFile = async (
  options: { readonly fileName: string; readonly user: string },
  ports: CopyPorts,
): Promise<CreateOutcome> => {
  const fileId = logIdFromBytes(ports.random.bytes(8, drawCauses.file(options.fileName)))
  const format = { fileId, fileName: options.fileName }
  return create(format, { copyName: options.fileName, user: options.user, parent: null }, ports)
}

export const createCopyFrom = async (
  session: ShareSession,
  options: { readonly copyName: string; readonly user: string },
  ports: CopyPorts,
): Promise<CreateOutcome> => {
  const theirs = await readOtherCopy(session)
  if (theirs.kind !== 'other-copy') return theirs
  const created = await create(theirs.format, { ...options, parent: theirs.log }, ports)
  if (created.kind !== 'opened') return created
  const outcome = await firstExchange(created.copy, session, ports)
  if (outcome.kind === 'level') return created
  created.copy.close()
  return outcome
}

const firstExchange = (copy: SyncCopy, session: ShareSession, ports: CopyPorts): Promise<ExchangeOutcome> =>
  awaitOrDiskRefusal(async () => {
    const outcome = await openExchange(copy, session, ports).exchange()
    if (outcome.kind === 'level') copy.checkOutDocuments()
    return outcome
  })

const create = (
  format: FileFormat,
  owner: Omit<CopyIdentity, 'line' | 'continues'>,
  ports: CopyPorts,
): Promise<CreateOutcome> =>
  awaitOrDiskRefusal<CreateOutcome>(async () => {
    if (!isFree(ports)) return { kind: 'exists', detail: 'a client file lies there already' }
    const identity = { line: newLog(ports, drawCauses.newCopy(owner.copyName)), ...owner }
    clearHalfMade(ports.disk)
    ports.continuity.write(identity.line, tokenOfNewLog(ports, identity.line))
    writeIdentity(ports.disk, identity)
    // Written first: a visitor that remembers a missing version vector would overwrite a colleague's.
    ports.disk.writeWhole(
      paths.versionVector,
      encodeVersionVector({ versions: new Map(), recentEvents: [] }, ports.digest),
    )
    const opened = openAs({ format, identity }, ports)
    if (opened.kind !== 'opened') return opened
    const finished = await finish(opened.copy, ports)
    if (finished.kind !== 'opened') opened.copy.close()
    return finished
  })

// Writes the format last. A copy without one is unregistered, and its creation starts over.
const finish = async (copy: SyncCopy, { disk }: CopyPorts): Promise<CreateOutcome> => {
  const registered = await copy.register()
  if ('kind' in registered) {
    invariant(registered.kind === 'disk-trouble', 'a copy that was just made is open for work')
    return registered
  }
  return orDiskRefusal(() => {
    writeFormat(disk, copy.format)
    return { kind: 'opened' as const, copy }
  })
}

const isFree = ({ disk, digest }: CopyPorts): boolean =>
  disk.kindOf(home) === null || isHalfMade(disk, digest)
