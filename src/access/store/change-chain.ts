import type { Digest } from '../../engine/ports/index.ts'
import type { StoreChange } from '../ports/index.ts'

/**
 * The hash after a change: it covers the change and all before it, so that two stores that name the same one have the
 * same history. A centre that was put back from a backup and went on comes to other hashes at the same positions.
 */
export const nextChain = (
  digest: Digest,
  before: string,
  { position, atMs, by, rows }: Omit<StoreChange, 'chain'>,
): string => {
  const facts = rows.map(({ table, key, value }) => [table, key, value])
  return digest.sha256Hex(new TextEncoder().encode(JSON.stringify([before, position, atMs, by, facts])))
}
