import { DiskTrouble, type ShareAnswer } from '../../engine/ports/index.ts'
import { Crashed } from '../machine/disk/index.ts'

/** Turns disk trouble of the host into an answer. An I/O error ends the session, as on a mounted share. */
export const answerOf = <T>(operation: () => ShareAnswer<T>): ShareAnswer<T> => {
  try {
    return operation()
  } catch (error) {
    // The host lost power during the operation, so the client gets no answer.
    if (error instanceof Crashed) return { kind: 'lost', detail: error.message }
    if (!(error instanceof DiskTrouble)) throw error
    const detail = `${error.path}: ${error.message}`
    if (error.kind === 'full') return { kind: 'full', detail }
    return { kind: error.kind === 'broken' ? 'lost' : 'denied', detail }
  }
}

export const lostAnswer = (host: string): { kind: 'lost'; detail: string } => ({
  kind: 'lost',
  detail: `the connection to ${host} was lost`,
})
