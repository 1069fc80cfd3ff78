/** A class suffix: its one role, and the rooms that have classes of that role. */
export interface Suffix {
  readonly role: string
  readonly rooms: readonly string[]
}

export const suffixes: Readonly<Record<string, Suffix>> = {
  Handler: { role: 'answers requests from the wire', rooms: ['src/engine/server', 'src/access/replication'] },
  Service: {
    role: 'lives long, and is called by others',
    rooms: ['src/engine/replication/lease', 'src/access/session', 'src/sim/servers'],
  },
  Writer: {
    role: 'turns one kind of write into events, or values into bytes',
    rooms: ['src/engine/replica', 'src/engine/binary', 'src/engine/protocol', 'src/engine/storage/snapshot'],
  },
  Reader: {
    role: 'turns bytes into values, as the inverse of a writer',
    rooms: ['src/engine/binary', 'src/engine/protocol', 'src/engine/storage/snapshot'],
  },
  Manager: { role: 'keeps a link alive and in sync', rooms: ['src/engine/replication/link'] },
  Exchanger: {
    role: 'exchanges events and contents with one other copy',
    rooms: ['src/engine/replication/exchange', 'src/engine/replication/client'],
  },
  Store: { role: 'keeps the facts of a data store', rooms: ['src/access/store'] },
  Session: {
    role: 'holds what two parties agreed between a beginning and an end',
    rooms: ['src/engine/replication/client', 'src/sim/share', 'src/sim/access'],
  },
  Client: { role: 'sends requests to one endpoint', rooms: ['src/sim/https'] },
  Context: {
    role: 'is known to the encoder and the decoder of a message',
    rooms: ['src/engine/codec', 'src/engine/protocol'],
  },
  Flow: { role: 'passes the fields of events to or from columns', rooms: ['src/engine/codec'] },
  Log: {
    role: 'is appended to and never changed',
    rooms: [
      'src/engine/log',
      'src/engine/replica',
      'src/engine/storage/journal',
      'src/sim/access',
      'src/sim/fault',
    ],
  },
  Disk: { role: 'implements the port Disk', rooms: ['src/sim/machine/disk'] },
  Notes: { role: 'remembers local facts of a copy in a file', rooms: ['src/engine/document'] },
  Error: {
    role: 'is thrown for a broken invariant, unreadable bytes or a cancelled run',
    rooms: ['src/engine/invariant.ts', 'src/engine/binary', 'src/sim/kernel', 'src/sim/world', 'src/sim/run'],
  },
  Trouble: {
    role: 'is thrown where a disk or a database fails',
    rooms: ['src/engine/ports', 'src/access/ports'],
  },
}

/** Exported classes that are named by a noun of their own. */
export const plainNouns: readonly string[] =
  'Abandonments AheadTimestamps Attempts Authorship Backend Behaviours CarriedContents CausalLogs Collections Compactor ConflictList ContentTraffic Contents Cores Crashed Deliveries DocumentLibrary DocumentList EventBytes ExchangeInterrupted FaultRun FileState FileTimes FoldedFile Folding FoldingLimits GroupCommit Guard HashChain Hierarchy Histories HostLimit Ingest InstanceVersions KnownEvents KnownLogs KnownTexts LeaseShelf Listeners LiveContents LogBase LogOnTries LongPolls Machine Names NumbersIn NumbersOut Oracle OtherPacks OthersLeases OwnEdits OwnFolderExchange OwnPresence Packs PathIndex PendingCalls Person Picks Processes PublishedCopy PublishedFolder Quarantine Query RecentVersions Recorder Refused Replicator Resolver Retainer Revision SeenRequests SerialQueue ServerProcess Serving SessionTable SessionYield SharedBlocks SignedLogs SignedSpans SimAccess SimBalancer SimBranch SimCentre SimContinuityMemory SimDatabase SimDigest SimDirectory SimInstance SimNameServer SimNames SimServers SimVolume Snapshots Staff SyncCopy SyncServer SyncSessions TemplateAuthors Traffic Trust TurnPacer WatchClock WebTrip WireCalls WorkingFolder'.split(
    ' ',
  )
