import { isPacked, type LiveContent, sumBytes } from '../../content/index.ts'
import { contentPath } from '../../storage/folder/index.ts'
import type { Carrier } from './carrier.ts'
import { presentOrNull } from './exchange-trouble.ts'
import { OtherPacks } from './other-packs.ts'

/** Of a packed version, checks every node of the list, and the length of each pack with its chunks. */
export const isContentThere = async (carrier: Carrier, content: LiveContent): Promise<boolean> => {
  if (isPacked(content.sizeBytes)) return isPackThere(carrier, content)
  const { session } = carrier
  return presentOrNull(await session.sizeBytes(contentPath(content.hash))) === content.sizeBytes
}

// A staging name of its own, since a front cached by an earlier fetch proves nothing.
const isPackThere = async (carrier: Carrier, content: LiveContent): Promise<boolean> => {
  const others = new OtherPacks({ ...carrier, by: `${carrier.by}-proof` })
  try {
    return await isWholeThere(carrier, content, others)
  } finally {
    others.forget()
  }
}

const isWholeThere = async (
  { contents }: Carrier,
  { hash, sizeBytes }: LiveContent,
  others: OtherPacks,
): Promise<boolean> => {
  const listed = contents.packs.listed(hash)
  const opened = await others.open(hash)
  if (!listed || typeof opened === 'string' || sumBytes(opened.list.top) !== sizeBytes) return false
  for (const node of listed.nodes.keys()) if (!(await others.node(node))) return false
  const locations = await others.locationsOf(listed.chunks)
  if (!locations) return false
  for (const version of new Set([hash, ...locations.map((location) => location.version)]))
    if (!(await others.isWhole(version))) return false
  return true
}
