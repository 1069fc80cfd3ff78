import { lte } from './lte.ts'
import { router } from './router.ts'
import { vpn } from './vpn.ts'

/** In the order in which paths of equal latency are preferred. */
export const lineDefinitions = [router, vpn, lte] as const

/** Lists that came later may be absent. */
export const lineLists = {
  routers: router.entries.routers.array().describe('Routers.'),
  vpns: vpn.entries.vpns.array().describe('VPNs.'),
  lteLinks: lte.entries.lteLinks.array().optional().describe('Links over LTE.'),
}
