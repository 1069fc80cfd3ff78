import type { Authorship } from '../authorship/index.ts'
import { HashChain } from '../event/index.ts'
import { CausalLogs } from '../log/index.ts'
import { Contents } from '../storage/contents/index.ts'
import type { CopyIdentity, FileFormat } from '../storage/folder/index.ts'
import type { WriteAheadLog } from '../storage/journal/index.ts'
import { authorshipOf } from './authorship-of.ts'
import { closedFor } from './closed.ts'
import type { CopyPorts } from './copy-ports.ts'
import { DocumentLibrary } from './document-library.ts'
import { Folding } from './folding.ts'
import { Ingest } from './ingest.ts'
import { LifecycleWriter } from './lifecycle-writer.ts'
import { LogWriter } from './log-writer.ts'
import { OthersLeases } from './others-leases.ts'
import { OwnEdits } from './own-edits.ts'
import { OwnLog } from './own-log.ts'
import { RecordWriter } from './record-writer.ts'
import { RegisterWriter, type WriteContext } from './register-writer.ts'
import { Revision } from './revision.ts'
import { Snapshots } from './snapshots.ts'

export interface FoundCopy {
  readonly format: FileFormat
  readonly identity: CopyIdentity
}

interface LogParts {
  readonly contents: Contents
  readonly leases: OthersLeases
  readonly folding: Folding
  readonly log: CausalLogs
  readonly ownLog: OwnLog
  readonly authorship: Authorship | null
  readonly logWriter: LogWriter
}

interface EditParts {
  readonly revision: Revision
  readonly ownEdits: OwnEdits
  readonly registerWriter: RegisterWriter
  readonly records: RecordWriter
  readonly library: DocumentLibrary
  readonly lifecycle: LifecycleWriter
}

export interface CopyParts extends LogParts, EditParts {
  readonly format: FileFormat
  readonly wal: WriteAheadLog
  readonly snapshots: Snapshots
  readonly ingest: Ingest
}

export const assembleCopy = (found: FoundCopy, ports: CopyPorts, wal: WriteAheadLog): CopyParts => {
  const { format } = found
  const logs = assembleLogs(found, ports, wal)
  const { log, ownLog: own, folding, logWriter: writer, authorship } = logs
  const snapshots = new Snapshots({ fileId: format.fileId, ports, own, log, folding, writer, authorship })
  const edits = assembleEdits(logs, ports)
  const { lifecycle, revision } = edits
  const ingest = new Ingest({ log, wal, own, lifecycle, revision })
  return { format, wal, ...logs, ...edits, snapshots, ingest }
}

const assembleLogs = ({ format, identity }: FoundCopy, ports: CopyPorts, wal: WriteAheadLog): LogParts => {
  const contents = new Contents(ports.disk, ports.digest)
  const leases = new OthersLeases(ports.disk, ports.clock)
  const folding = new Folding(contents, ports.trace)
  const log = new CausalLogs(new HashChain(ports.digest), folding, ports.events)
  const logs = log.histories
  const ownLog = new OwnLog(identity, ports, logs)
  const own = () => ownLog.identity.line
  const authorship = authorshipOf({ fileId: format.fileId, own, logs }, ports)
  if (authorship) ownLog.onLeaving(() => authorship.sign())
  const logWriter = new LogWriter(ownLog, ports, log, wal)
  folding.onApplied((logId, event) => logWriter.applied(logId, event))
  return { contents, leases, folding, log, ownLog, authorship, logWriter }
}

const assembleEdits = (logs: LogParts, ports: CopyPorts): EditParts => {
  const { folding, logWriter } = logs
  const revision = new Revision()
  const ownEdits = new OwnEdits(logWriter, revision)
  const context = writeContextOf(logs, ownEdits)
  const registerWriter = new RegisterWriter(context)
  const records = new RecordWriter(context, registerWriter)
  const library = new DocumentLibrary(ports, { ...context, file: () => folding.file }, registerWriter)
  const { working } = library
  folding.onShown({
    documentChanged: (documentId) => working.changed(documentId),
    behaviourChanged: () => working.recheck(),
    rebuilt: () => working.reset(),
  })
  const lifecycle = new LifecycleWriter({ ...context, write: (ops, action) => ownEdits.write(ops, action) })
  return { revision, ownEdits, registerWriter, records, library, lifecycle }
}

// Read at each call: a rebuild replaces the state, and a new log the identity.
const writeContextOf = (
  { contents, leases, folding, log, ownLog, logWriter }: LogParts,
  ownEdits: OwnEdits,
): WriteContext => {
  const state = () => folding.file.state
  const closed = () => closedFor(ownLog.identity.line, state().hierarchy, log)
  return {
    identity: () => ownLog.identity,
    state,
    log,
    contents,
    nextDot: () => closed() ?? logWriter.nextDot(),
    write: async (ops, action) => closed() ?? leases.against(ops) ?? ownEdits.write(ops, action),
  }
}
