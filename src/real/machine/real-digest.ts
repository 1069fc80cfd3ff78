import { createHash, hash } from 'node:crypto'

import type { Digest } from '../../engine/ports/index.ts'

export const realDigest: Digest = {
  sha256Hex: (bytes) => hash('sha256', bytes, 'hex'),
  sha256Stream: () => {
    const stream = createHash('sha256')
    return { update: (bytes) => void stream.update(bytes), hex: () => stream.digest('hex') }
  },
}
