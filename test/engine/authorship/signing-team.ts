import { newLog } from '../../../src/engine/authorship/new-log.ts'
import type { Signing } from '../../../src/engine/authorship/signing.ts'
import { encodeRange } from '../../../src/engine/codec/range-codec.ts'
import { HashChain } from '../../../src/engine/event/hash-chain.ts'
import type { LogId } from '../../../src/engine/identifier/log-id.ts'
import { createClientFile, createCopyFrom } from '../../../src/engine/lifecycle/create-copy.ts'
import { blocksBetween } from '../../../src/engine/log/block.ts'
import { EventLog } from '../../../src/engine/log/event-log.ts'
import { decodeVersionVector, encodeVersionVector } from '../../../src/engine/log/version-vector-file.ts'
import type { VersionEntry } from '../../../src/engine/log/version-vector.ts'
import type { Disk } from '../../../src/engine/ports/disk.ts'
import type { CopyPorts } from '../../../src/engine/replica/copy-ports.ts'
import { openCopy } from '../../../src/engine/replica/open-copy.ts'
import type { SyncCopy } from '../../../src/engine/replica/sync-copy.ts'
import { FolderExchanger } from '../../../src/engine/replication/exchange/folder-exchanger.ts'
import { OwnFolderExchange } from '../../../src/engine/replication/exchange/own-folder-exchange.ts'
import { rangePath } from '../../../src/engine/storage/folder/layout.ts'
import { paths } from '../../../src/engine/storage/folder/layout.ts'
import { ownFolderSession } from '../../../src/engine/storage/folder/own-folder.ts'
import { realCopyPorts } from '../../../src/real/machine/real-copy-ports.ts'
import { realDigest } from '../../../src/real/machine/real-digest.ts'
import { simKeyStore } from '../../../src/sim/machine/disk/sim-key-store.ts'
import { simSignature } from '../../../src/sim/machine/sim-signature.ts'
import { freshFolder } from '../../contracts/fresh-folder.ts'
import { opened, writes } from '../real-copy.ts'

/** Somebody's copy, the machine with its keys, and the exchanges that it has with others. */
export interface Member {
  readonly copy: SyncCopy
  readonly ports: CopyPorts
  readonly own: OwnFolderExchange
}

/** A clock that stands still until it is set. */
export class Watch {
  nowMs = 1_800_000_000_000

  passes(ms: number): void {
    this.nowMs += ms
  }
}

/** Copies that sign, each on a machine with keys of its own. Folders are of this machine, time is a watch. */
export class SigningTeam {
  readonly watch = new Watch()
  readonly #exchangers = new Map<string, FolderExchanger>()

  ports(folder = freshFolder()): CopyPorts {
    const signing: Signing = { scheme: simSignature(realDigest), keys: simKeyStore() }
    const clock = { nowMs: () => this.watch.nowMs, after: () => () => {} }
    return { ...realCopyPorts(folder), clock, signing }
  }

  async parent(): Promise<Member> {
    const ports = this.ports()
    return this.#member(opened(await createClientFile({ fileName: 'ACME', user: 'office' }, ports)), ports)
  }

  async copyOf(parent: Member, user: string): Promise<Member> {
    const ports = this.ports()
    const session = ownFolderSession(parent.ports.disk)
    return this.#member(opened(await createCopyFrom(session, { copyName: user, user }, ports)), ports)
  }

  /** The exchange of a member with another one's folder, which lasts as long as the test. */
  async visits(member: Member, host: Member): Promise<string> {
    return this.visitsFolder(member, host.ports.disk, host.copy.identity.line)
  }

  async visitsFolder(member: Member, disk: Disk, name: string): Promise<string> {
    const key = `${member.copy.identity.line} ${name}`
    const exchanger =
      this.#exchangers.get(key) ??
      new FolderExchanger(member.copy, ownFolderSession(disk), member.ports, 'journal')
    this.#exchangers.set(key, exchanger)
    return (await exchanger.exchange()).kind
  }

  async #member(copy: SyncCopy, ports: CopyPorts): Promise<Member> {
    const own = new OwnFolderExchange(copy, ports)
    await own.flush()
    return { copy, ports, own }
  }
}

export const edits = async (member: Member, amount: number, key = '1'): Promise<void> => {
  await writes(member.copy, key, amount)
}

export const lineOf = ({ copy }: Member): LogId => copy.identity.line

export const keyOf = ({ copy, ports }: Member): Uint8Array =>
  ports.signing?.keys.read(copy.identity.line) ?? new Uint8Array(0)

/** How far a member knows a line to be signed. */
export const signedSeq = ({ copy }: Member, of: Member): number => copy.authorship?.signedSeq(lineOf(of)) ?? 0

export const headsIn = ({ ports }: Member) =>
  decodeVersionVector(ports.disk.read(paths.versionVector) ?? new Uint8Array(0), ports.digest).versions

/** Puts other heads into a folder, as anybody can who may write there. */
export const putHeads = (disk: Disk, entries: readonly VersionEntry[]): void => {
  const heads = new Map([
    ...decodeVersionVector(disk.read(paths.versionVector) ?? new Uint8Array(0), realDigest).versions,
  ])
  for (const entry of entries) heads.set(entry.log, entry)
  disk.writeWhole(paths.versionVector, encodeVersionVector({ versions: heads, recentEvents: [] }, realDigest))
}

/** Puts a line with these events into a folder, whole and well sealed, signed as is said. */
export const putLine = (
  disk: Disk,
  line: LogId,
  events: readonly Uint8Array[],
  signed: VersionEntry['signed'] = null,
): EventLog => {
  const log = new EventLog(line, new HashChain(realDigest))
  for (const event of events) log.append(event)
  for (const block of blocksBetween(0, log.seq))
    disk.writeWhole(
      rangePath(line, block, log.hashAt(block.last)),
      encodeRange(log.rangeOf(block), { digest: realDigest }),
    )
  putHeads(disk, [{ ...log.versionEntry(), signed }])
  return log
}

export const eventsOf = (member: Member, of: Member): readonly Uint8Array[] => {
  const log = member.copy.logs.log(lineOf(of))
  return Array.from({ length: log?.seq ?? 0 }, (_, index) => log?.eventAt(index + 1) ?? new Uint8Array(0))
}

export const reopenedAs = ({ ports }: Member): SyncCopy => opened(openCopy(ports))

export { newLog }
