import type { WaitingDocument } from '../../../engine/replica/index.ts'

export interface WaitingView {
  readonly document: string
  readonly reason: string
}

export const waitingView = ({ document, waitsFor }: WaitingDocument, shakedown: string): WaitingView => ({
  document: document.name,
  reason: waitsFor === 'fetch' ? `${reasons.fetch} ${shakedown} file document fetch` : reasons[waitsFor],
})

const reasons: Readonly<Record<WaitingDocument['waitsFor'], string>> = {
  content: 'its bytes have not arrived yet',
  fetch: 'this copy takes its bytes on demand, and an older version lies there. To fetch it:',
  save: 'the file there was changed here: sync again, or move it away',
  disk: 'the disk did not allow it: sync again when there is room and permission',
  name: 'no file of that name may lie in a working folder',
}
