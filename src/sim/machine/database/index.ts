/** Simulated databases. */
export { SimDatabase } from './sim-database.ts'
