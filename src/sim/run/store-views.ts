import type { StoreView } from '../../result/live-event.ts'
import type { SimAccess } from '../access/index.ts'

export const storeViews = ({ centre, branches }: SimAccess): readonly StoreView[] => [
  { kind: 'centre', id: centre.spec.id },
  ...branches.map(({ spec, phase, behindMs, replicator }): StoreView => ({
    kind: 'branch',
    id: spec.id,
    centre: spec.of,
    phase,
    isCutOff: replicator.health.kind === 'cut-off',
    behindMs,
  })),
]
