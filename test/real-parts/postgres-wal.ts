import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

import type { PostgresServer } from './postgres-server.ts'

/** Lets others than us write so many megabytes into a server's write-ahead log. */
export const fillWal = async (server: PostgresServer, database: string, megabytes: number): Promise<void> => {
  for (let each = 0; each < megabytes; each += 1)
    await server.sql(database, "select pg_logical_emit_message(false, 'others', repeat('x', 1000000))")
  await server.sql(database, 'select pg_switch_wal()')
  await server.sql(database, 'checkpoint')
}

export const walBytes = async (server: PostgresServer, database: string): Promise<number> => {
  const [row] = await server.sql(database, "select current_setting('data_directory') as folder")
  const folder = join(String(row?.['folder']), 'pg_wal')
  return readdirSync(folder)
    .map((name) => statSync(join(folder, name)))
    .reduce((sum, { size }) => sum + size, 0)
}
