import { z } from 'zod'

const place = z.object({ line: z.number(), column: z.number() })

const mutant = z.object({
  mutatorName: z.string(),
  replacement: z.string().optional(),
  location: z.object({ start: place, end: place }),
  status: z.enum([
    'Killed',
    'Survived',
    'NoCoverage',
    'Timeout',
    'RuntimeError',
    'CompileError',
    'Ignored',
    'Pending',
  ]),
})

const mutatedSource = z.object({ source: z.string(), mutants: z.array(mutant) })

/** The part of Stryker's JSON report that is needed here. Lines and columns count from one. */
export const strykerReport = z.object({ files: z.record(z.string(), mutatedSource) })

export type Mutant = z.infer<typeof mutant>
export type MutatedSource = z.infer<typeof mutatedSource>
