import { verifyCopy } from '../../../src/engine/repair/examine-copy.ts'
import type { Finding } from '../../../src/engine/repair/finding.ts'
import { repairCopy, type RepairReport } from '../../../src/engine/repair/repair-copy.ts'
import { writePresence } from '../../../src/engine/replication/presence/presence-record.ts'
import { jsonBytes } from '../../../src/engine/storage/folder/copy-identity.ts'
import { paths } from '../../../src/engine/storage/folder/layout.ts'
import { SharedBlocks } from '../../../src/sim/machine/disk/shared-blocks.ts'
import { visit } from '../durability/machine.ts'
import { Scene } from '../durability/scene.ts'

/** Large enough that it is kept as a pack of chunks. */
const ledger = Array.from({ length: 40_000 }, (_, index) => `posting ${index}`).join('\n')

/**
 * An office and a laptop that are level: work of both, documents with old versions, sealed blocks and a journal, a card
 * and a link. Nobody has them open.
 */
export const levelScene = async (): Promise<Scene> => {
  const scene = Scene.empty()
  await scene.createsFile()
  await scene.makesDocument('office', 'memo.txt', 'a memo')
  await scene.seals()
  await scene.joins()
  for (let key = 1; key <= 21; key += 1) await scene.edits('office', `${key}`, `office ${key}`)
  for (let key = 1; key <= 9; key += 1) await scene.edits('laptop', `l${key}`, `laptop ${key}`)
  const memo = scene.office.copy.documents()[0]?.documentId ?? ''
  await scene.saves('office', memo, 'a longer memo')
  await scene.makesDocument('laptop', 'list.txt', 'a list of things')
  await scene.makesDocument('laptop', 'ledger.txt', ledger)
  for (let round = 1; round <= 2; round += 1) {
    await scene.seals()
    await scene.exchanges()
  }
  await scene.seals()
  scene.office.copy.checkOutDocuments()
  scene.laptop.copy.checkOutDocuments()
  await writePresence(visit(scene.office), scene.laptop.copy, {
    sinceMs: 1,
    leftMs: null,
    from: 'x',
    unsent: 0,
  })
  scene.office.disk.writeWhole(paths.linkSettings, jsonBytes({ address: 'elsewhere' }))
  return scene
}

/** The state that both have; then nobody has them open. */
export const closedState = (scene: Scene): string => {
  const [office, laptop] = [scene.office.copy.canonicalState(), scene.laptop.copy.canonicalState()]
  if (office !== laptop) throw new Error('the scene is level')
  scene.office.closes()
  scene.laptop.closes()
  return office
}

/** The same folders on machines of their own. */
export const another = (scene: Scene): Scene => scene.again(new SharedBlocks())

export const findingsIn = ({ office }: Pick<Scene, 'office'>): readonly Finding[] => {
  const outcome = verifyCopy(office.ports)
  if (outcome.kind !== 'verified') throw new Error(outcome.kind)
  return outcome.findings
}

/** Repairs the office's folder from the laptop's, or from nothing but itself. */
export const repaired = async (
  { office, laptop }: Pick<Scene, 'office'> & Partial<Scene>,
  { as = null }: { readonly as?: string | null } = {},
): Promise<RepairReport> => {
  const sources = laptop ? [{ name: 'laptop', session: visit(laptop) }] : []
  const outcome = await repairCopy(office.ports, { sources, as })
  if (outcome.kind !== 'repaired') throw new Error(outcome.trouble.message)
  return outcome
}
