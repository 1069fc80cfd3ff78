/** Data stores in a SQLite file. */
export { sqliteDatabase } from './sqlite-database.ts'
