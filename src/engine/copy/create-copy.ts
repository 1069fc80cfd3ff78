import { Exchanger, type ExchangeOutcome } from '../exchange/exchange.ts'
import { readOtherCopy } from '../exchange/other-copy.ts'
import type { ExchangeTrouble } from '../exchange/trouble.ts'
import { type CopyIdentity, type FileFormat, writeIdentity } from '../folder/identity.ts'
import { home } from '../folder/layout.ts'
import { DiskTrouble } from '../ports/disk.ts'
import type { ShareSession } from '../ports/share-client.ts'
import type { CopyPorts } from './copy-ports.ts'
import { type OpenOutcome, openCopy } from './open-copy.ts'
import { drawnLine, tokenOfNewLine } from './own-line.ts'
import type { SyncCopy } from './sync-copy.ts'

export type CreateOutcome =
  | OpenOutcome
  /** Something of that name is there already; nothing was touched. */
  | { readonly kind: 'exists'; readonly detail: string }
  | { readonly kind: 'interrupted'; readonly trouble: ExchangeTrouble }

/** Makes a new client file: its first copy, which all others descend from. */
export const createClientFile = async (
  options: { readonly fileName: string; readonly user: string },
  ports: CopyPorts,
): Promise<CreateOutcome> => {
  const line = drawnLine(ports, `of ${options.fileName}`)
  const format = { fileId: drawnLine(ports, `of ${options.fileName} file`), fileName: options.fileName }
  return create(format, { line, copyName: options.fileName, user: options.user, parent: null }, ports)
}

/** Makes a copy of the file that lies at the other end of the session: a parent's folder, or another copy's. */
export const createCopyFrom = async (
  session: ShareSession,
  options: { readonly copyName: string; readonly user: string },
  ports: CopyPorts,
): Promise<CreateOutcome> => {
  const theirs = await readOtherCopy(session)
  if (theirs.kind !== 'other-copy') return theirs
  const identity = { line: drawnLine(ports, `of ${options.copyName}`), ...options, parent: theirs.line }
  const created = await create(theirs.format, identity, ports)
  if (created.kind !== 'opened') return created
  const outcome = await firstExchange(created.copy, session, ports)
  if (outcome.kind === 'level') return created
  created.copy.close()
  return outcome
}

const firstExchange = async (
  copy: SyncCopy,
  session: ShareSession,
  ports: CopyPorts,
): Promise<ExchangeOutcome> => {
  try {
    const outcome = await new Exchanger(copy, session, ports, 'journal').exchange()
    if (outcome.kind === 'level') copy.layDocuments()
    return outcome
  } catch (trouble) {
    if (trouble instanceof DiskTrouble) return { kind: 'disk-trouble', trouble }
    throw trouble
  }
}

const create = async (
  format: FileFormat,
  identity: CopyIdentity,
  ports: CopyPorts,
): Promise<CreateOutcome> => {
  try {
    if (ports.disk.kindOf(home)) return { kind: 'exists', detail: 'a client file lies there already' }
    ports.continuity.write(identity.line, tokenOfNewLine(ports, identity.line))
    writeIdentity(ports.disk, format, identity)
    const opened = openCopy(ports)
    if (opened.kind !== 'opened') return opened
    const registered = await opened.copy.register()
    if (!('kind' in registered)) return opened
    opened.copy.close()
    return registered
  } catch (trouble) {
    if (trouble instanceof DiskTrouble) return { kind: 'disk-trouble', trouble }
    throw trouble
  }
}
