import type { Centre } from '../../access/ports/index.ts'
import { FeedHandler } from '../../access/replication/index.ts'
import { serverPorts } from '../../real/https/server/index.ts'
import { realSignature } from '../../real/machine/index.ts'

export const centreFeed = (centre: Centre): FeedHandler =>
  new FeedHandler({ centre, ports: { ...serverPorts, signature: realSignature } })
