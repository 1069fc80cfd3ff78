import type { NotLetIn, SessionService } from '../../../access/session/index.ts'
import type { RefusalCode } from '../../../engine/protocol/index.ts'
import { bytesOf } from '../client/index.ts'
import type { Authorise } from './authorise.ts'

/** Admits users with a session and a right to the file; `fileIdOf` maps published names to files. */
export const sessionAuthorise =
  (sessionService: SessionService, fileIdOf: (name: string) => Promise<string | null>): Authorise =>
  async ({ token, proof, file, body }) => {
    if (token === null || proof === null)
      return refused(
        file,
        'unknown-user',
        'The server wants to know who asks',
        'Log on: npx shakedown file server log-on',
      )
    const fileId = await fileIdOf(file)
    const admission = await sessionService.admit({
      token: bytesOf(token),
      proof: bytesOf(proof),
      file,
      body,
      fileId,
    })
    if (admission.kind === 'admitted') {
      const { user, mayWrite, untilMs } = admission
      return { kind: 'who', who: user, mayWrite, untilMs }
    }
    return refused(file, codes[admission.reason], admission.what, admission.next)
  }

const codes: Readonly<Record<NotLetIn['reason'], RefusalCode>> = {
  who: 'unknown-user',
  denied: 'denied',
  wait: 'too-many',
  unavailable: 'unavailable',
}

const refused = (where: string, code: RefusalCode, what: string, next: string) =>
  ({ kind: 'refused', refusal: { code, what, where, next } }) as const
