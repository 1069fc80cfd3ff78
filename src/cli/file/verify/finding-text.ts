import type { Finding } from '../../../engine/repair/index.ts'

export const findingLine = ({ path, kind, detail }: Finding): string => `  ${kind}: ${path}, ${detail}\n`
