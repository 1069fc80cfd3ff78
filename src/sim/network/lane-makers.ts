import type { Line, LineEntry, LineKey } from '../../plan/definitions/part/index.ts'
import type { Joint, LaneMaker, Part } from './joint.ts'
import { lteLanes } from './lte.ts'
import { routerLanes } from './router.ts'
import { vpnLanes } from './vpn.ts'

/** Makes the lanes of each kind of line. The type demands an entry for every kind. */
export const laneMakers: { readonly [Key in LineKey]: LaneMaker<Key> } = {
  lte: lteLanes,
  router: routerLanes,
  vpn: vpnLanes,
}

export const joinBy = (line: Line, part: Part): Joint => ({
  ...makeLanes(line.kind, line),
  part,
  latencyUs: line.latencyUs,
})

const makeLanes = <Key extends LineKey>(key: Key, line: LineEntry<Key>) => laneMakers[key].make(line)
