import { dotText } from '../../../engine/identifier/index.ts'
import type { Register } from '../../../engine/merge/index.ts'
import type { Disk } from '../../../engine/ports/index.ts'
import { jsonBytes, listedPath, parseJson } from '../../../engine/storage/folder/index.ts'

export const rememberListed = (disk: Disk, user: string, registers: readonly Register[]): void => {
  const listed = registers.map(({ address, siblings }) => [
    address,
    siblings.map((sibling) => dotText(sibling.dot)),
  ])
  disk.writeWhole(listedPath(user), jsonBytes({ listed: Object.fromEntries(listed) }))
}

/** Returns the dots of a conflict's values as last listed to this user, or null if never listed. */
export const lastListed = (disk: Disk, user: string, conflictId: string): readonly string[] | null => {
  const listed = parseJson(disk.read(listedPath(user)))?.['listed']
  if (typeof listed !== 'object' || listed === null) return null
  const ids: unknown = new Map(Object.entries(listed)).get(conflictId)
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : null
}
