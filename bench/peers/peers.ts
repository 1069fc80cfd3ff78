import type { Peer } from './peer.ts'

/** What is measured, by name. Each is loaded in a process of its own. */
export const peers: Readonly<Record<string, () => Promise<{ readonly peer: Peer }>>> = {
  shakedown: async () => erased(await import('./ours-in-memory.ts')),
  'shakedown, through a server': async () => erased(await import('./ours-through-server.ts')),
  Automerge: async () => erased(await import('./automerge.ts')),
  Yjs: async () => erased(await import('./yjs.ts')),
  Loro: async () => erased(await import('./loro.ts')),
  PouchDB: async () => erased(await import('./pouchdb.ts')),
  'cr-sqlite': async () => erased(await import('./cr-sqlite.ts')),
  'shakedown, durable': async () => erased(await import('./ours-durable.ts')),
}

// A workload gives a peer back the replicas that it made, and no others.
const erased = (loaded: { readonly peer: unknown }): { readonly peer: Peer } => loaded as { peer: Peer }
