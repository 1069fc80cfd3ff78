import { z } from 'zod'

const share = z.object({ total: z.number(), covered: z.number() })
const fileCoverage = z.object({ statements: share, branches: share, functions: share, lines: share })

/** The part of Istanbul's `coverage-summary.json` that is needed here: a row a file, and one for all. */
export const coverageSummary = z.record(z.string(), fileCoverage)

export type Share = z.infer<typeof share>
export type FileCoverage = z.infer<typeof fileCoverage>
