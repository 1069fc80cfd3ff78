import { checked } from '../plan/scenario-error.ts'
import { type FaultPart, faultSchema } from '../plan/scenario-spec.ts'
import { refuseUnknownOptions, risingPair } from './options.ts'
import { type Duration, durationUs } from './units.ts'

type Lasting = readonly [Duration, Duration]

/** A machine, or some of a group, loses power in the middle of something: what was not flushed is gone or torn. */
export const powerCut = (on: string, options: { times?: number; lasting?: Lasting } = {}): FaultPart => {
  const what = `powerCut "${on}"`
  refuseUnknownOptions(what, options, ['times', 'lasting'])
  const lastingUs = lasting(what, options.lasting ?? ['1m', '5m'])
  return checked(faultSchema, { kind: 'power-cut', on, times: options.times ?? 1, lastingUs }, what)
}

/** A machine is lost for good, with its disk: after `replaced` there is another one, and a fresh copy is made on it. */
export const diskDies = (on: string, options: { times?: number; replaced?: Lasting } = {}): FaultPart => {
  const what = `diskDies "${on}"`
  refuseUnknownOptions(what, options, ['times', 'replaced'])
  const lastingUs = lasting(what, options.replaced ?? ['5m', '1h'])
  return checked(faultSchema, { kind: 'disk-dies', on, times: options.times ?? 1, lastingUs }, what)
}

/** A copy's folder is put back to what it was so long before. */
export const restoredFromBackup = (
  on: string,
  options: { times?: number; from?: Duration } = {},
): FaultPart => {
  const what = `restoredFromBackup "${on}"`
  refuseUnknownOptions(what, options, ['times', 'from'])
  const ageUs = durationUs(options.from ?? '1h', `${what} from`)
  return checked(faultSchema, { kind: 'restored-from-backup', on, times: options.times ?? 1, ageUs }, what)
}

/** Somebody's folder is copied to another machine, and is worked in on both. */
export const clonedFolder = (on: string, options: { to: string }): FaultPart => {
  const what = `clonedFolder "${on}"`
  refuseUnknownOptions(what, options, ['to'])
  return checked(faultSchema, { kind: 'cloned-folder', on, to: options.to }, what)
}

/** Somebody works offline for so long, and is given up meanwhile by whoever works in the copy above. */
export const copyAbandoned = (on: string, options: { times?: number; away?: Duration } = {}): FaultPart => {
  const what = `copyAbandoned "${on}"`
  refuseUnknownOptions(what, options, ['times', 'away'])
  const awayUs = durationUs(options.away ?? '30m', `${what} away`)
  return checked(faultSchema, { kind: 'copy-abandoned', on, times: options.times ?? 1, awayUs }, what)
}

/** A machine's clock is wrong for a while: by so much `ahead`, or `behind`. */
export const clockWrong = (
  on: string,
  options: { times?: number; ahead?: Duration; behind?: Duration; lasting?: Lasting },
): FaultPart => {
  const what = `clockWrong "${on}"`
  refuseUnknownOptions(what, options, ['times', 'ahead', 'behind', 'lasting'])
  const aheadUs =
    durationUs(options.ahead ?? '0s', `${what} ahead`) - durationUs(options.behind ?? '0s', `${what} behind`)
  const lastingUs = lasting(what, options.lasting ?? ['10m', '2h'])
  return checked(
    faultSchema,
    { kind: 'clock-wrong', on, times: options.times ?? 1, aheadUs, lastingUs },
    what,
  )
}

const lasting = (what: string, [shortest, longest]: Lasting): readonly [number, number] =>
  risingPair(`${what} lasting`, [
    durationUs(shortest, `${what} lasting`),
    durationUs(longest, `${what} lasting`),
  ])
