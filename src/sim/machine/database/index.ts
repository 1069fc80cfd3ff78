/** The database room's only entry point. */
export { SimDatabase } from './sim-database.ts'
