import { type Centre, FeedDesk } from '../../engine/index.ts'
import { serverPorts } from '../../real/https/index.ts'
import { realSignature } from '../../real/machine/signature.ts'

/** A centre's door for its branches. */
export const centreFeed = (centre: Centre): FeedDesk =>
  new FeedDesk({ centre, ports: { ...serverPorts, signature: realSignature } })
