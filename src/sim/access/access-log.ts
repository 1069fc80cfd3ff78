import type {
  CentreWrite,
  Revocation,
  Sending,
  ServedMoment,
  DeniedRequest,
  WriteAttempt,
} from '../record/index.ts'

export class AccessLog {
  readonly history: CentreWrite[] = []
  readonly served: ServedMoment[] = []
  readonly attempts: WriteAttempt[] = []
  readonly revocations: Revocation[] = []
  readonly sendings: Sending[] = []
  readonly deniedRequests: DeniedRequest[] = []

  gaveBack(user: string, nowUs: number): void {
    const index = this.revocations.findLastIndex((each) => each.user === user && each.backAtUs === null)
    const revocation = this.revocations[index]
    if (revocation) this.revocations[index] = { ...revocation, backAtUs: nowUs }
  }
}
