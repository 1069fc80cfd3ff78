import { FolderExchanger } from '../../../src/engine/replication/exchange/folder-exchanger.ts'
import { visit } from './machine.ts'
import type { Operation } from './operation.ts'
import { deed, type Scene, type Side } from './scene.ts'

/** What is wrong with a scene after something went wrong in it: nothing, or sentences. */
export type Complaints = readonly string[]

/** Opens what is on the disks again; what was not made to its end is made once more. */
export const reopen = async (
  scene: Scene,
  hadLaptop: boolean,
  { isDamaged }: Pick<Operation, 'isDamaged'> = {},
): Promise<Complaints> => {
  const found = scene.office.open()
  const office = isDamaged ? await scene.repairs() : found
  const remade = office === 'not-a-copy' ? await scene.createsFile() : office
  if (remade !== 'opened') return [`the office cannot be opened or made again: ${remade}`]
  const laptop = scene.laptop.open()
  if (laptop === 'opened' || (laptop === 'not-a-copy' && !hadLaptop)) return []
  const joined = laptop === 'not-a-copy' ? await scene.joins() : laptop
  return joined === 'opened' ? [] : [`the laptop cannot be opened or made again: ${joined}`]
}

/** In the same process, when the trouble is over: what was not made or opened is made or opened now. */
export const remake = async (scene: Scene, { isDamaged }: Operation): Promise<Complaints> => {
  const { office, laptop } = scene
  if (isDamaged) await scene.repairs()
  if (!office.isOpen && (await scene.createsFile()) === 'exists') office.open()
  if (!office.isOpen) return ['the office cannot be made']
  const kind = laptop.isOpen ? 'opened' : laptop.open()
  if (kind === 'not-a-copy') await scene.joins()
  // Its program is running, and has to look before it knows what a visitor left.
  await scene.seals('office')
  return laptop.isOpen ? [] : [`the laptop cannot be opened or made: ${kind}`]
}

/** What was acknowledged, and the files that people see: looked at before anything else happens. */
export const lost = (scene: Scene): Complaints => [
  ...scene.acknowledged.flatMap(({ side, what, dot, hash, content }) => {
    const machine = scene[side]
    const log = machine.isOpen ? machine.copy.logs.log(dot.log) : null
    if (!log || log.seq < dot.seq) return [`${side} has lost: ${what}`]
    if (log.hashAt(dot.seq) !== hash) return [`${side} has another event in the place of: ${what}`]
    return content !== null && !machine.copy.contents.isSound(content)
      ? [`${side} has lost the bytes of: ${what}`]
      : []
  }),
  ...(['office', 'laptop'] as const).flatMap((side) => halfFiles(scene, side)),
]

const halfFiles = (scene: Scene, side: Side): Complaints =>
  scene[side].workingFiles().flatMap((path) => {
    const text = new TextDecoder().decode(scene[side].disk.read(path) ?? new Uint8Array(0))
    return scene.versions.has(text) ? [] : [`${side} has half a file under ${path}`]
  })

/** Goes on working on both sides, until both have all of it: the same state, byte for byte, also after a power cut. */
export const goOn = async (scene: Scene, { conflictsMax = 0, again }: Operation): Promise<Complaints> => {
  if (!scene.laptop.isOpen) await scene.joins()
  again?.(scene)
  const before = scene.acknowledged.length
  await scene.edits('office', 'later', 'in the office')
  await scene.edits('laptop', 'afterwards', 'on the laptop')
  if (scene.acknowledged.length < before + 2) return ['an edit was not acknowledged']
  const complaints = [...(await levels(scene))]
  // Versions that come before anybody has looked into the working folders again.
  for (const { documentId } of scene.office.copy.documents()) {
    await scene.saves('office', documentId, `newer ${documentId}`)
  }
  complaints.push(...(await levels(scene)), ...(await documentsLie(scene)), ...(await levels(scene)))
  const { conflictCount } = scene.laptop.copy.state
  if (conflictCount > conflictsMax) complaints.push(`${conflictCount} conflicts, of which nobody made any`)
  return [...complaints, ...(await lastsThroughPowerCut(scene)), ...lost(scene)]
}

const levels = async (scene: Scene): Promise<Complaints> => {
  const { laptop, office } = scene
  const exchanger = new FolderExchanger(laptop.copy, visit(office), laptop.ports, 'journal')
  for (let round = 1; round <= 3; round += 1) {
    const kinds = [
      await scene.seals('office'),
      (await exchanger.exchange()).kind,
      await scene.seals('office'),
    ]
    if (kinds.some((kind) => kind !== 'level')) return [`an exchange ends with ${kinds.join(', ')}`]
  }
  const complaints: string[] = []
  for (const { copy } of [laptop, office]) {
    if (copy.unapplied > 0) complaints.push(`${copy.identity.copyName} has events that nothing applies`)
    if (copy.carried.wanted().length > 0)
      complaints.push(`${copy.identity.copyName} waits for document bytes`)
    for (const document of copy.documents()) {
      const { name } = document
      if (!copy.contents.isSound(document))
        complaints.push(`${copy.identity.copyName} has not the bytes of ${name}`)
    }
  }
  if (laptop.copy.canonicalState() !== office.copy.canonicalState()) complaints.push('the states differ')
  return complaints
}

const documentsLie = async (scene: Scene): Promise<Complaints> => {
  const complaints: string[] = []
  for (const side of ['office', 'laptop'] as const) {
    const { copy, disk, ports } = scene[side]
    const outcomes = await copy.saveExternalEdits(deed)
    if (outcomes.some(({ kind }) => kind !== 'acknowledged')) complaints.push(`${side} cannot take on a save`)
    for (const { document, waitsFor } of copy.checkOutDocuments()) {
      complaints.push(`${side} does not lay ${document.name}, it waits for ${waitsFor}`)
    }
    for (const { name, hash } of copy.documents()) {
      const found = disk.read(name)
      if (!found || ports.digest.sha256Hex(found) !== hash) complaints.push(`${side} shows another ${name}`)
    }
    if (scene[side].workingFiles().length !== copy.documents().length) {
      complaints.push(`${side} has files of no document: ${scene[side].workingFiles().join(', ')}`)
    }
  }
  return complaints
}

const lastsThroughPowerCut = async (scene: Scene): Promise<Complaints> => {
  const complaints: string[] = []
  for (const side of ['office', 'laptop'] as const) {
    const before = scene[side].copy.canonicalState()
    scene[side].power.cutPower()
    const kind = scene.restarts(side, { tails: new Map(), isUnderWayDone: false })
    if (kind !== 'opened') complaints.push(`${side} cannot be opened any more: ${kind}`)
    else if (scene[side].copy.canonicalState() !== before)
      complaints.push(`${side} has another state after a power cut`)
  }
  return complaints
}
