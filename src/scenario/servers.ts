import type { Part } from '../plan/part-spec.ts'
import { checked } from '../plan/scenario-error.ts'
import { loadBalancerSchema, nasSchema, serverHostSchema, syncServerSchema } from '../plan/server-spec.ts'
import { type Duration, durationUs } from '../plan/units.ts'
import { refuseUnknownOptions } from '../plan/written-options.ts'

/** A machine for sync servers. */
export const serverHost = (id: string, options: { cores?: number } = {}): Part => {
  const what = `serverHost "${id}"`
  refuseUnknownOptions(what, options, ['cores'])
  return checked(serverHostSchema, { kind: 'server-host', id, cores: options.cores ?? 4 }, what)
}

/** A machine that keeps client files for servers and runs nothing. */
export const nas = (id: string): Part => checked(nasSchema, { kind: 'nas', id }, `nas "${id}"`)

/**
 * A program that publishes the client files on its roots over HTTPS. Several may run on one machine, each at
 * its own port.
 */
export const syncServer = (
  id: string,
  options: { on: string; roots: readonly string[]; workers?: number; port?: number },
): Part => {
  const what = `syncServer "${id}"`
  refuseUnknownOptions(what, options, ['on', 'roots', 'workers', 'port'])
  const { on, roots, workers = 4, port = 443 } = options
  return checked(syncServerSchema, { kind: 'sync-server', id, on, roots: [...roots], workers, port }, what)
}

export interface LoadBalancerOptions {
  /** The servers behind it. */
  readonly before: readonly string[]
  /** How a client returns to its server: by a cookie, by its address, or not at all. */
  readonly stickiness?: 'cookie' | 'source-address' | 'none'
  readonly check?: {
    readonly every?: Duration
    readonly rise?: number
    readonly fall?: number
    readonly timeout?: Duration
  }
  readonly slowStart?: Duration
  readonly redispatch?: boolean
}

/** A machine that passes each request to one of several servers. Defaults are HAProxy's. */
export const loadBalancer = (id: string, options: LoadBalancerOptions): Part => {
  const what = `loadBalancer "${id}"`
  refuseUnknownOptions(what, options, ['before', 'stickiness', 'check', 'slowStart', 'redispatch'])
  const { before, stickiness = 'cookie', check = {}, slowStart = '0s', redispatch = true } = options
  refuseUnknownOptions(`${what} check`, check, ['every', 'rise', 'fall', 'timeout'])
  const everyUs = durationUs(check.every ?? '2s', `${what} check every`)
  const part = {
    kind: 'load-balancer',
    id,
    instances: [...before],
    stickiness,
    check: {
      everyUs,
      rise: check.rise ?? 2,
      fall: check.fall ?? 3,
      timeoutUs: check.timeout === undefined ? everyUs : durationUs(check.timeout, `${what} check timeout`),
    },
    slowStartUs: durationUs(slowStart, `${what} slowStart`),
    redispatch,
  }
  return checked(loadBalancerSchema, part, what)
}
