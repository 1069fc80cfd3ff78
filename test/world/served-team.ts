import {
  laptops,
  loadBalancer,
  nas,
  parentFile,
  router,
  serverHost,
  syncCopies,
  syncServer,
} from '../../src/scenario/index.ts'
import type { ScenarioOptions } from '../../src/scenario/scenario.ts'
import { smallTeam } from './small-team.ts'

export const servedParts = [
  nas('nas-1'),
  nas('nas-2'),
  serverHost('server', { cores: 2 }),
  syncServer('web-1', { on: 'server', roots: ['nas-1'], port: 8443 }),
  syncServer('web-2', { on: 'server', roots: ['nas-1'], port: 8444 }),
  loadBalancer('balancer', { before: ['web-1', 'web-2'] }),
  laptops('staff', { count: 3 }),
  router('internet', { joins: ['balancer', 'staff'] }),
  router('room', { joins: ['balancer', 'server', 'nas-1', 'nas-2'] }),
]

export const servedCopies = [
  parentFile('parent', { on: 'nas-1' }),
  syncCopies({ on: 'staff', of: 'parent', through: 'balancer' }),
]

/** A sound scenario of three people behind two servers; tests change what is wrong with it. */
export const servedTeam = (changes: Partial<ScenarioOptions> = {}): ReturnType<typeof smallTeam> =>
  smallTeam({ parts: servedParts, copies: servedCopies, ...changes })
