import {
  fileServerSchema,
  laptopsSchema,
  type Part,
  routerPartSchema,
  vpnPartSchema,
  workstationSchema,
} from '../plan/part-spec.ts'
import { checked, ScenarioError } from '../plan/scenario-error.ts'
import { bytesPerSecond, type Duration, durationUs, type Rate } from '../plan/units.ts'
import { refuseUnknownOptions } from '../plan/written-options.ts'

/** A user's machine with a shared folder. Windows client editions accept 20 sessions. */
export const workstation = (id: string, options: { user: string; sessionLimit?: number | null }): Part => {
  const what = `workstation "${id}"`
  refuseUnknownOptions(what, options, ['user', 'sessionLimit'])
  const { user, sessionLimit = 20 } = options
  return checked(workstationSchema, { kind: 'workstation', id, user, sessionLimit }, what)
}

/** A machine that only serves files, without a limit of sessions. */
export const fileServer = (id: string): Part =>
  checked(fileServerSchema, { kind: 'file-server', id }, `fileServer "${id}"`)

/** So many people with a laptop each. */
export const laptops = (id: string, options: { count: number }): Part => {
  const what = `laptops "${id}"`
  refuseUnknownOptions(what, options, ['count'])
  return checked(laptopsSchema, { kind: 'laptops', id, count: options.count }, what)
}

/** Joins machines. Each has its own cable at `bandwidth`, and all share the router's `capacity`. */
export const router = (
  id: string,
  options: { joins: readonly string[]; latency?: Duration; bandwidth?: Rate; capacity?: Rate },
): Part => {
  const what = `router "${id}"`
  refuseUnknownOptions(what, options, ['joins', 'latency', 'bandwidth', 'capacity'])
  const { joins, latency = '1ms', bandwidth = '1 Gbit/s', capacity = bandwidth } = options
  const part = {
    kind: 'router',
    id,
    joins: [...joins],
    latencyUs: latencyUs(latency, `${what} latency`),
    bytesPerSecond: bytesPerSecond(bandwidth, `${what} bandwidth`),
    capacityBytesPerSecond: bytesPerSecond(capacity, `${what} capacity`),
  }
  return checked(routerPartSchema, part, what)
}

/** A tunnel between two machines, which may drop. */
export const vpn = (
  id: string,
  options: { from: string; to: string; latency?: Duration; bandwidth?: Rate; redial?: Duration },
): Part => {
  const what = `vpn "${id}"`
  refuseUnknownOptions(what, options, ['from', 'to', 'latency', 'bandwidth', 'redial'])
  const { from, to, latency = '40ms', bandwidth = '10 Mbit/s', redial = '15s' } = options
  const part = {
    kind: 'vpn',
    id,
    from,
    to,
    latencyUs: latencyUs(latency, `${what} latency`),
    bytesPerSecond: bytesPerSecond(bandwidth, `${what} bandwidth`),
    redialUs: durationUs(redial, `${what} redial`),
  }
  return checked(vpnPartSchema, part, what)
}

/** A geostationary satellite takes a quarter of a second. */
const latencyUsMax = 60_000_000

const latencyUs = (latency: Duration, option: string): number => {
  const us = durationUs(latency, option)
  if (us <= latencyUsMax) return us
  throw new ScenarioError(`${option}: more than a minute was given, and no line is that slow; write "20ms"`)
}
