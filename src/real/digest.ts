import { hash } from 'node:crypto'

import type { Digest } from '../engine/index.ts'

export const realDigest: Digest = {
  sha256Hex: (bytes) => hash('sha256', bytes, 'hex'),
}
