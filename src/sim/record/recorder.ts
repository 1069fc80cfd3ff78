import { Abandonments } from './abandonments.ts'
import { Attempts } from './attempts.ts'
import { Deliveries } from './deliveries.ts'
import type {
  LossRecord,
  RefusalRecord,
  ObservationRecord,
  PickRecord,
  SentReport,
  SyncSessionRecord,
  WaitRecord,
  WriteRecord,
} from './recording.ts'

/**
 * Records a run as the driver sees it: writes with the screen's contents, deliveries, sessions, refusals, waits.
 * Checks and measures are computed from it.
 */
export class Recorder {
  readonly writes: WriteRecord[] = []
  readonly sessions: SyncSessionRecord[] = []
  readonly refusals: RefusalRecord[] = []
  readonly waits: WaitRecord[] = []
  readonly skipped: string[] = []
  readonly missed: string[] = []
  readonly picks: PickRecord[] = []
  readonly observations: ObservationRecord[] = []
  readonly deliveries = new Deliveries()
  readonly attempts = new Attempts()
  readonly abandonments = new Abandonments()
  readonly keptUnacknowledged: string[] = []
  readonly losses: LossRecord[] = []
  editsMade = 0
  resolvesMade = 0
  readonly #sentReports = new Map<string, SentReport>()
  readonly #openSessions = new Map<string, number>()
  readonly #dueSinceUs = new Map<string, number>()

  /** A write that the file held before the day began: it counts as delivered everywhere. */
  imported(write: WriteRecord): void {
    this.writes.push(write)
  }

  wrote(writes: readonly WriteRecord[]): void {
    const first = writes[0]
    if (!first) return
    this.writes.push(...writes)
    this.editsMade += 1
    if (first.resolves) this.resolvesMade += 1
    this.deliveries.wrote(first.id, first.acknowledgedUs, first.copy)
  }

  reportedSent(copy: string, incarnation: number, nowUs: number): void {
    this.#sentReports.set(`${copy} ${incarnation}`, { copy, untilUs: nowUs })
  }

  sentReports(): readonly SentReport[] {
    return [...this.#sentReports.values()]
  }

  lost(loss: LossRecord): void {
    this.losses.push(loss)
  }

  connected(copy: string, host: string, nowUs: number): void {
    this.#openSessions.set(`${copy} ${host}`, this.sessions.length)
    this.sessions.push({ copy, host, fromUs: nowUs, toUs: null })
  }

  disconnected(copy: string, host: string, nowUs: number): void {
    const index = this.#openSessions.get(`${copy} ${host}`)
    const session = index === undefined ? undefined : this.sessions[index]
    if (index === undefined || !session) return
    this.sessions[index] = { ...session, toUs: nowUs }
  }

  refused(copy: string, host: string, nowUs: number): void {
    this.refusals.push({ copy, host, atUs: nowUs, wasReported: false })
  }

  refusalReported(copy: string): void {
    const index = this.refusals.findLastIndex((refusal) => refusal.copy === copy)
    const refusal = this.refusals[index]
    if (refusal) this.refusals[index] = { ...refusal, wasReported: true }
  }

  /** The copy wants a turn. Keeps the earlier time if it already waits. */
  turnDue(copy: string, nowUs: number): void {
    if (!this.#dueSinceUs.has(copy)) this.#dueSinceUs.set(copy, nowUs)
  }

  turnDone(copy: string, nowUs: number): number {
    const waitedMs = this.waitingMs(copy, nowUs) ?? 0
    this.#dueSinceUs.delete(copy)
    this.waits.push({ copy, waitedMs, isOver: true })
    return waitedMs
  }

  turnDropped(copy: string): void {
    this.#dueSinceUs.delete(copy)
  }

  waitingMs(copy: string, nowUs: number): number | null {
    const sinceUs = this.#dueSinceUs.get(copy)
    return sinceUs === undefined ? null : (nowUs - sinceUs) / 1000
  }
}
