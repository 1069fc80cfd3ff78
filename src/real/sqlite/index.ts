/** The sqlite room's only entry point. */
export { sqliteDatabase } from './sqlite-database.ts'
