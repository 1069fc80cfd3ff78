import { randomBytes } from 'node:crypto'

import type { Random } from '../../engine/ports/index.ts'

/** Chance from the operating system. In the real world a cause decides nothing twice. */
export const realRandom: Random = {
  unit: () => randomBytes(6).readUIntBE(0, 6) / 2 ** 48,
  bytes: (count) => new Uint8Array(randomBytes(count)),
}
