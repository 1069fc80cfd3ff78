import { checked } from '../plan/scenario-error.ts'
import { type FaultPart, faultSchema } from '../plan/scenario-spec.ts'
import type { NasTrouble } from '../plan/server-spec.ts'
import { refuseUnknownOptions } from './options.ts'
import { type Duration, durationUs } from './units.ts'

/** A server's program is replaced by a new one: both run for a while, and the old one ends what it had begun. */
export const recycles = (server: string, options: { at: Duration }): FaultPart => {
  const what = `recycles "${server}"`
  refuseUnknownOptions(what, options, ['at'])
  return checked(faultSchema, { kind: 'recycles', server, atUs: durationUs(options.at, `${what} at`) }, what)
}

/** A server, or the whole machine, dies at once and comes back later; with `insideUpload`, while a document is being brought to it. */
export const serverDies = (
  server: string,
  options: { at: Duration; lasting?: Duration; insideUpload?: boolean },
): FaultPart => {
  const what = `serverDies "${server}"`
  refuseUnknownOptions(what, options, ['at', 'lasting', 'insideUpload'])
  const { at, lasting = '10m', insideUpload = false } = options
  const atUs = durationUs(at, `${what} at`)
  const lastsUs = durationUs(lasting, `${what} lasting`)
  return checked(faultSchema, { kind: 'server-dies', server, atUs, lastsUs, insideUpload }, what)
}

/** A machine on which something else is at work for a time: whatever its servers do takes so many times as long. */
export const serverSlows = (
  host: string,
  options: { at: Duration; lasting?: Duration; slowness?: number },
): FaultPart => {
  const what = `serverSlows "${host}"`
  refuseUnknownOptions(what, options, ['at', 'lasting', 'slowness'])
  const { at, lasting = '20m', slowness = 50 } = options
  const atUs = durationUs(at, `${what} at`)
  return checked(
    faultSchema,
    { kind: 'server-slows', host, atUs, lastsUs: durationUs(lasting, `${what} lasting`), slowness },
    what,
  )
}

/** A server that dies and comes back, so many times in a row: about so long down each time, and up in between. */
export const serverFlaps = (
  server: string,
  options: { at: Duration; times: number; down?: Duration; up?: Duration },
): FaultPart => {
  const what = `serverFlaps "${server}"`
  refuseUnknownOptions(what, options, ['at', 'times', 'down', 'up'])
  const { at, times, down = '5s', up = '10s' } = options
  const fault = {
    kind: 'server-flaps',
    server,
    atUs: durationUs(at, `${what} at`),
    times,
    downUs: durationUs(down, `${what} down`),
    upUs: durationUs(up, `${what} up`),
  }
  return checked(faultSchema, fault, what)
}

/** A NAS that answers late, hangs, is gone, or whose clients believe old listings, for a time. */
export const nasFails = (
  nas: string,
  options: { how: NasTrouble; at: Duration; lasting?: Duration },
): FaultPart => {
  const what = `nasFails "${nas}"`
  refuseUnknownOptions(what, options, ['how', 'at', 'lasting'])
  const { how, at, lasting = '5m' } = options
  const atUs = durationUs(at, `${what} at`)
  return checked(
    faultSchema,
    { kind: 'nas-fails', nas, how, atUs, lastsUs: durationUs(lasting, `${what} lasting`) },
    what,
  )
}

/** A balancer that starts anew: it takes no requests meanwhile, and has forgotten who belonged where. */
export const balancerRestarts = (
  balancer: string,
  options: { at: Duration; lasting?: Duration },
): FaultPart => {
  const what = `balancerRestarts "${balancer}"`
  refuseUnknownOptions(what, options, ['at', 'lasting'])
  const { at, lasting = '3s' } = options
  const atUs = durationUs(at, `${what} at`)
  return checked(
    faultSchema,
    { kind: 'balancer-restarts', balancer, atUs, lastsUs: durationUs(lasting, `${what} lasting`) },
    what,
  )
}

/** Somebody takes a server out at the balancer for a time: it gets nobody new, and keeps whom it has. */
export const drains = (
  balancer: string,
  options: { server: string; at: Duration; lasting?: Duration },
): FaultPart => {
  const what = `drains "${balancer}"`
  refuseUnknownOptions(what, options, ['server', 'at', 'lasting'])
  const { server, at, lasting = '30m' } = options
  const atUs = durationUs(at, `${what} at`)
  return checked(
    faultSchema,
    { kind: 'drains', balancer, server, atUs, lastsUs: durationUs(lasting, `${what} lasting`) },
    what,
  )
}
