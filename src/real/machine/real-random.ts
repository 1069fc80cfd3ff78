import { randomBytes } from 'node:crypto'

import type { Random } from '../../engine/ports/index.ts'

/** Randomness of the operating system. Causes are ignored, as real draws need no replay. */
export const realRandom: Random = {
  unit: () => randomBytes(6).readUIntBE(0, 6) / 2 ** 48,
  bytes: (count) => new Uint8Array(randomBytes(count)),
}
