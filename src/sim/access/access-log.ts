import type {
  CentreWrite,
  Revocation,
  Sending,
  ServedMoment,
  DeniedRequest,
  WriteAttempt,
} from '../record/index.ts'

/** What happened to the firm's facts and to those who asked at doors, as the driver saw it. */
export class AccessLog {
  readonly history: CentreWrite[] = []
  readonly served: ServedMoment[] = []
  readonly attempts: WriteAttempt[] = []
  readonly revocations: Revocation[] = []
  readonly sendings: Sending[] = []
  readonly deniedRequests: DeniedRequest[] = []

  /** They have again what they had lost. */
  gaveBack(user: string, nowUs: number): void {
    const index = this.revocations.findLastIndex((each) => each.user === user && each.backAtUs === null)
    const revocation = this.revocations[index]
    if (revocation) this.revocations[index] = { ...revocation, backAtUs: nowUs }
  }
}
