import { describe, expect, test } from 'vitest'

import { drawCauses } from '../../src/engine/ports/draw-cause.ts'
import type { Random } from '../../src/engine/ports/random.ts'
import { realRandom } from '../../src/real/machine/real-random.ts'
import { simRandom } from '../../src/sim/machine/sim-ports.ts'
import { SharedFolderWorld } from '../world/shared-folder.ts'

// Every draw below has a cause of its own: only the simulated one draws the same again for the same cause.
const sources: Record<string, () => Random> = {
  'the system’s': () => realRandom,
  'of a simulated world': () => simRandom(new SharedFolderWorld().kernel, 'laptop-ann'),
}

describe.each(Object.entries(sources))('random: %s', (_name, make) => {
  test('a unit is at least zero and below one', () => {
    const random = make()
    const draws = Array.from({ length: 200 }, (_, index) => random.unit(drawCauses.file(`draw ${index}`)))

    expect(draws.every((unit) => unit >= 0 && unit < 1)).toBe(true)
    expect(new Set(draws).size).toBeGreaterThan(190)
  })

  test('units fill the whole span', () => {
    const random = make()
    const draws = Array.from({ length: 400 }, (_, index) => random.unit(drawCauses.file(`draw ${index}`)))

    for (const tenth of [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]) {
      expect(draws.some((unit) => unit >= tenth && unit < tenth + 0.1)).toBe(true)
    }
  })

  test('as many bytes come as were asked for', () => {
    const random = make()

    expect(random.bytes(8, drawCauses.file('one'))).toHaveLength(8)
    expect(random.bytes(0, drawCauses.file('none'))).toHaveLength(0)
    expect(random.bytes(8, drawCauses.file('one'))).toBeInstanceOf(Uint8Array)
  })

  test('different causes give different bytes', () => {
    const random = make()

    expect(random.bytes(16, drawCauses.file('one'))).not.toEqual(random.bytes(16, drawCauses.file('other')))
  })
})
