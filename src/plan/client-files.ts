import type { Copy } from './topology.ts'

/**
 * Returns the copies of each client file in topology order, parents first. A copy without a parent begins a new
 * client file.
 */
export const clientFilesOf = (copies: readonly Copy[]): readonly (readonly string[])[] => {
  const files = new Map<string, string[]>()
  const tops = new Map<string, string>()
  for (const { id, parent } of copies) {
    const top = (parent === null ? null : tops.get(parent)) ?? id
    tops.set(id, top)
    files.set(top, [...(files.get(top) ?? []), id])
  }
  return [...files.values()]
}
