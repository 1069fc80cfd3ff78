declare const drawCause: unique symbol

/** Frozen words: changing one changes every recorded run. */
export type DrawCause = string & { readonly [drawCause]: true }

/** Why a copy waits before it connects again. */
export type PauseCause = 'redial' | 'retry' | 'away'

const pauses: Readonly<Record<PauseCause, string>> = { redial: 'redial', retry: 'retry', away: 'away' }

const cause = (text: string): DrawCause => text as DrawCause

export const drawCauses = {
  pause: (copyName: string, why: PauseCause, attempt: number) =>
    cause(`${copyName} ${pauses[why]} ${attempt}`),
  newCopy: (copyName: string) => cause(`of ${copyName}`),
  goingOn: (left: string, atMs: number) => cause(`after ${left} at ${atMs}`),
  line: (madeFor: DrawCause) => cause(`line ${madeFor}`),
  lineKey: (madeFor: DrawCause) => cause(`key ${madeFor}`),
  file: (fileName: string) => cause(`line of ${fileName} file`),
  feedQuestion: (number: number, atMs: number) => cause(`question ${number} at ${atMs}`),
  serverSession: () => cause('server session'),
  serverInstance: () => cause('server instance'),
} as const
