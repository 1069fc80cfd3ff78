import { lineIdFromBytes, type LineId } from '../event/line.ts'
import { Exchanger } from '../exchange/exchange.ts'
import { type ExchangeTrouble, presentOrNull, ExchangeInterrupted } from '../exchange/trouble.ts'
import {
  parseJson,
  readFormat,
  writeIdentity,
  type CopyIdentity,
  type FileFormat,
} from '../folder/identity.ts'
import { home, paths } from '../folder/layout.ts'
import { DiskTrouble } from '../ports/disk.ts'
import type { ShareSession } from '../ports/share-client.ts'
import type { CopyPorts } from './copy-ports.ts'
import { type OpenOutcome, openCopy } from './open-copy.ts'

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
  const line = newLine(ports, options.fileName)
  const format = { fileId: newLine(ports, `${options.fileName} file`), fileName: options.fileName }
  return create(format, { line, copyName: options.fileName, user: options.user, parent: null }, ports)
}

/** Makes a copy of the file that lies at the other end of the session: a parent's folder, or another copy's. */
export const createCopyFrom = async (
  session: ShareSession,
  options: { readonly copyName: string; readonly user: string },
  ports: CopyPorts,
): Promise<CreateOutcome> => {
  try {
    const theirs = readFormat(presentOrNull(await session.read(paths.format)))
    if (theirs.kind !== 'format') return theirs
    const parent = parentLine(parseJson(presentOrNull(await session.read(paths.copy))))
    const identity = { line: newLine(ports, options.copyName), ...options, parent }
    const created = await create(theirs.format, identity, ports)
    if (created.kind !== 'opened') return created
    const outcome = await new Exchanger(created.copy, session, ports, 'journal').exchange()
    if (outcome.kind !== 'level') return outcome
    created.copy.layDocuments()
    return created
  } catch (trouble) {
    if (trouble instanceof ExchangeInterrupted) return { kind: 'interrupted', trouble: trouble.trouble }
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
    writeIdentity(ports.disk, format, identity)
    const opened = openCopy(ports)
    if (opened.kind === 'opened') await opened.copy.register()
    return opened
  } catch (trouble) {
    if (trouble instanceof DiskTrouble) return { kind: 'disk-trouble', trouble }
    throw trouble
  }
}

const newLine = (ports: CopyPorts, cause: string): LineId =>
  lineIdFromBytes(ports.random.bytes(8, `line of ${cause}`))

const parentLine = (copy: Record<string, unknown> | null): LineId | null => {
  const line = copy?.['line']
  return typeof line === 'string' && /^[0-9a-f]{16}$/.test(line) ? (line as LineId) : null
}
