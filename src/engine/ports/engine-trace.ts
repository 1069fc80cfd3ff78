import type { LogId } from '../identifier/index.ts'

export type NoLinkKind = 'chosen' | 'unreachable' | 'refused' | 'denied' | 'abandoned' | 'away'

/** Reported to an observer: a simulator's driver, a log file, a progress line. */
export type EngineEvent =
  | { readonly kind: 'applied'; readonly log: LogId; readonly seq: number; readonly note: string }
  | {
      readonly kind: 'exchanged'
      readonly with: string
      readonly eventsIn: number
      readonly eventsOut: number
      readonly bytesOut: number
    }
  /** `reason` is the name of the copy at the other end. */
  | { readonly kind: 'link'; readonly link: 'linked'; readonly reason: string }
  | { readonly kind: 'link'; readonly link: 'none'; readonly reason: NoLinkKind }
  | { readonly kind: 'turn-due'; readonly atMs: number }
  | { readonly kind: 'turn-done'; readonly waitedMs: number }

export interface EngineTrace {
  emit(event: EngineEvent): void
}
