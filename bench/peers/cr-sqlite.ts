import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

import { loadPeer, type Peer, type Replica, type Stored, type Values } from './peer.ts'
import { fields } from './workload-data.ts'

type Cell = string | number | bigint | Uint8Array | null
interface Sqlite {
  open_v2(name: string, flags: number, vfs: string): Promise<number>
  close(database: number): Promise<number>
  statements(database: number, sql: string): AsyncIterable<number>
  bind_collection(statement: number, cells: readonly Cell[]): number
  step(statement: number): Promise<number>
  row(statement: number): Cell[]
  vfs_register(vfs: object): number
}

const packageName = '@vlcn.io/wa-sqlite'
const { default: makeModule } = await loadPeer<{ default: (options: object) => Promise<object> }>(
  `${packageName}/dist/crsqlite-sync.mjs`,
)
const { Factory } = await loadPeer<{ Factory: (module: object) => Sqlite }>(packageName)
const { MemoryVFS } = await loadPeer<{
  MemoryVFS: new () => { mapNameToFile: Map<string, { size: number }> }
}>(`${packageName}/src/examples/MemoryVFS.js`)

// Its loadable extension is fetched from elsewhere at installation; this is the same code as WebAssembly.
const wasm = createRequire(import.meta.url).resolve(`${packageName}/dist/crsqlite-sync.wasm`)
const sqlite = Factory(await makeModule({ wasmBinary: readFileSync(wasm) }))
const files = new MemoryVFS()
sqlite.vfs_register(files)

const rowCode = 100
const readWriteCreate = 0x2 | 0x4
const columnNames = fields.map((field) => `"${field}"`).join(', ')
const changeNames = '"table", pk, cid, val, col_version, db_version, site_id, cl, seq'

class CrSqliteReplica implements Replica {
  readonly name: string
  readonly #database: number
  /** Up to which version of another copy everything is here. */
  readonly taken = new Map<CrSqliteReplica, number>()

  constructor(name: string, database: number) {
    this.name = name
    this.#database = database
  }

  async rows(sql: string, ...cells: readonly Cell[]): Promise<readonly Cell[][]> {
    const rows: Cell[][] = []
    for await (const statement of sqlite.statements(this.#database, sql)) {
      if (cells.length > 0) sqlite.bind_collection(statement, cells)
      while ((await sqlite.step(statement)) === rowCode) rows.push(sqlite.row(statement))
    }
    return rows
  }

  async write(record: string, values: Values): Promise<void> {
    const names = Object.keys(values).map((name) => `"${name}"`)
    const set = names.map((name) => `${name} = excluded.${name}`).join(', ')
    const places = names.map(() => '?').join(', ')
    const sql = `insert into r (id, ${names.join(', ')}) values (?, ${places}) on conflict (id) do update set ${set}`
    await this.rows(sql, record, ...Object.values(values))
  }

  async read(record: string, field: string): Promise<string | null> {
    const [row] = await this.rows(`select "${field}" from r where id = ?`, record)
    return typeof row?.[0] === 'string' ? row[0] : null
  }

  // One value stands; the others are gone, and nothing says so.
  conflicting(): readonly string[] {
    return []
  }
}

const opened = async (name: string): Promise<CrSqliteReplica> => {
  const replica = new CrSqliteReplica(name, await sqlite.open_v2(name, readWriteCreate, 'memory'))
  await replica.rows(`create table if not exists r (id primary key not null, ${columnNames})`)
  await replica.rows(`select crsql_as_crr('r')`)
  return replica
}

let made = 0
const fresh = (): Promise<CrSqliteReplica> => opened(`copy-${(made += 1)}`)

const bring = async (from: CrSqliteReplica, to: CrSqliteReplica): Promise<number> => {
  const since = to.taken.get(from) ?? 0
  const [site] = await to.rows('select crsql_site_id()')
  const sql = `select ${changeNames} from crsql_changes where db_version > ? and site_id is not ?`
  const changes = await from.rows(sql, since, site?.[0] ?? null)
  if (changes.length > 0) await to.rows('begin')
  for (const change of changes)
    await to.rows(`insert into crsql_changes (${changeNames}) values (?,?,?,?,?,?,?,?,?)`, ...change)
  if (changes.length > 0) await to.rows('commit')
  const [version] = await from.rows('select crsql_db_version()')
  to.taken.set(from, Number(version?.[0] ?? since))
  return askedBytes + messageBytes(changes)
}

/** A version and a site's id. */
const askedBytes = 4 + 16

/** As a compact message would carry them: texts with a byte of length, numbers in few bytes, each site's id once. */
const messageBytes = (changes: readonly Cell[][]): number => {
  const sites = new Set<string>()
  let bytes = 2
  for (const change of changes) {
    for (const [column, cell] of change.entries()) {
      if (column === siteColumn) sites.add(String(cell))
      bytes += column === siteColumn ? 1 : cellBytes(cell)
    }
  }
  return bytes + 16 * sites.size
}

const siteColumn = 6

const cellBytes = (cell: Cell): number => {
  if (cell === null) return 1
  if (typeof cell === 'string') return 1 + Buffer.byteLength(cell)
  if (typeof cell === 'object') return 1 + cell.length
  return Math.max(1, Math.ceil(BigInt(cell).toString(2).length / 7))
}

export const peer: Peer<CrSqliteReplica> = {
  about:
    'one row a record, in a database in memory; its extension as WebAssembly; it has no protocol of its own: changed rows are counted as a compact message would carry them',
  first: fresh,
  join: async (other) => {
    const replica = await fresh()
    return { replica, bytes: await bring(other, replica) }
  },
  level: async (a, b) => (await bring(a, b)) + (await bring(b, a)),
  push: bring,
  stored: async (replica): Promise<Stored<CrSqliteReplica>> => {
    const file = files.mapNameToFile.get(replica.name)
    return { bytes: file?.size ?? 0, open: () => opened(replica.name) }
  },
}
