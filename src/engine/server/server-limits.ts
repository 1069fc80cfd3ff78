/** What one instance takes on. All of it is data, so that whoever runs one may say otherwise. */
export interface ServerLimits {
  /** Of one request: a piece of a document, or what a copy wrote since it was here last. */
  readonly requestBytesMax: number
  /** Of events, before they are shortened, in one answer. A client that lacks more asks again. */
  readonly answerBytesMax: number
  /** Of one read from a file. */
  readonly readBytesMax: number
  /** How long an answer waits for news at most. A balancer in between gives up at 60 s or later. */
  readonly waitMsMax: number
  /** Of all clients, waiting at one moment. */
  readonly waitingMax: number
  /** Sessions whose state is kept; the one that was used longest ago goes first, and costs its client bytes alone. */
  readonly sessionsMax: number
  /** Lines of which one request may want events. */
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
