import type { LogBreak } from '../../../engine/event/index.ts'
import type { OwnLogChange } from '../../../engine/replica/index.ts'

export const logBreakText = ({ why, isBegun }: OwnLogChange, name: string): string =>
  `${name} ${reasons[why]}: ${
    isBegun ? 'from now on it writes' : 'what is written in it next begins'
  } a log of its own, which says what it continues. Nothing is lost.`

const reasons: Readonly<Record<LogBreak, string>> = {
  'unknown-here':
    'was worked in on another machine or by another user, from where it was moved or copied by hand',
  'rolled-back': 'is older than what was last done in it on this machine, as a restored backup is',
  'other-history':
    'does not hold what was last done in it on this machine, as where a folder and its copy were both worked in',
  copied: 'was copied by hand from a folder on this machine that is worked in too',
  'written-elsewhere': 'has a twin, made by copying its folder or its disk, and both were worked in',
}
