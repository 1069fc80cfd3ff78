import { lte } from './lte.ts'
import { router } from './router.ts'
import { vpn } from './vpn.ts'

/** The kinds of lines. Among paths of equal latency, an earlier kind is preferred. */
export const lineDefinitions = [router, vpn, lte] as const

/** The line lists of a plan. Those added later may be absent. */
export const lineLists = {
  routers: router.entries.routers.array().describe('Routers.'),
  vpns: vpn.entries.vpns.array().describe('VPNs.'),
  lteLinks: lte.entries.lteLinks.array().optional().describe('Links over LTE.'),
}
