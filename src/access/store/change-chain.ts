import type { Digest } from '../../engine/ports/index.ts'
import type { StoreChange } from '../ports/index.ts'

/**
 * Covers a change and all earlier ones: equal hashes mean equal histories. A centre restored from a backup
 * and written since has different hashes at the same positions.
 */
export const nextChain = (
  digest: Digest,
  before: string,
  { position, atMs, by, rows }: Omit<StoreChange, 'chain'>,
): string => {
  const facts = rows.map(({ table, key, value }) => [table, key, value])
  return digest.sha256Hex(new TextEncoder().encode(JSON.stringify([before, position, atMs, by, facts])))
}
