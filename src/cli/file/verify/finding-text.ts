import type { Finding } from '../../../engine/repair/index.ts'

/** One line about a damaged file. */
export const findingLine = ({ path, kind, detail }: Finding): string => `  ${kind}: ${path}, ${detail}\n`
