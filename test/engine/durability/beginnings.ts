import type { Scene, Side } from './scene.ts'

export const memo = `memo ${'m'.repeat(700)}`
export const letter = 'letter'

/** A file with a record and a document, and a laptop with all of it. */
export const bothHaveIt = async (scene: Scene): Promise<void> => {
  await officeHasIt(scene)
  await scene.joins()
}

export const officeHasIt = async (scene: Scene): Promise<void> => {
  await scene.createsFile()
  await scene.edits('office', 'first', 'one')
  await scene.makesDocument('office', 'memo.txt', memo)
  scene.office.copy.checkOutDocuments()
  await scene.seals()
}

export const memoOf = (scene: Scene, side: Side): string => scene[side].copy.documents()[0]?.documentId ?? ''

export const workInBoth = async (scene: Scene): Promise<void> => {
  await bothHaveIt(scene)
  await scene.edits('office', 'second', 'two')
  await scene.saves('office', memoOf(scene, 'office'), `${memo} of the office`)
  await scene.makesDocument('office', 'papers/letter.txt', letter)
  await scene.seals()
  await scene.edits('laptop', 'third', 'three')
  await scene.makesDocument('laptop', 'list.txt', 'list')
}
