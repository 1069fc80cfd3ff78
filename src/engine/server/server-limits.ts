/** Limits of one instance. Its administrator may change them. */
export interface ServerLimits {
  /** For a document piece, or a copy's events since its last visit. */
  readonly requestBytesMax: number
  /** Uncompressed bytes of events. The client asks again for the rest. */
  readonly answerBytesMax: number
  readonly readBytesMax: number
  /** Load balancers give up after 60 s or later. */
  readonly waitMsMax: number
  /** Clients at the same time. */
  readonly waitingMax: number
  /** Evicts the least recently used, which only costs its client bytes. */
  readonly sessionsMax: number
  /** Logs in one request. */
  readonly wantedMax: number
}

export const defaultServerLimits: ServerLimits = {
  requestBytesMax: 5 * 1024 * 1024,
  answerBytesMax: 1024 * 1024,
  readBytesMax: 4 * 1024 * 1024,
  waitMsMax: 25_000,
  waitingMax: 2000,
  sessionsMax: 2000,
  wantedMax: 4096,
}
