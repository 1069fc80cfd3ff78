import { expect, test, vi } from 'vitest'

import { paths } from '../../../src/engine/storage/folder/layout.ts'
import { powerCut } from '../../../src/scenario/index.ts'
import { firstDay } from '../../world/struck-day.ts'

// When power is back, the end of each journal is gone, though it had been flushed.
vi.mock(import('../../../src/sim/machine/machine.ts'), async (original) => {
  const { Machine } = await original()
  class LyingMachine extends Machine {
    override restart(chosen: Parameters<InstanceType<typeof Machine>['restart']>[0]): void {
      const names: string[] = []
      super.restart((name, variants) => {
        names.push(name)
        return chosen(name, variants)
      })
      for (const name of names) {
        const disk = this.folder(name)
        const path = `${paths.walFolder}/${disk.list(paths.walFolder).at(-1)}`
        disk.truncate(path, Math.max(0, (disk.sizeBytes(path) ?? 0) - 30))
      }
    }
  }
  return { Machine: LyingMachine }
})

test('a disk that loses what it had flushed is found out by S4, though all of it comes back from others', async () => {
  const day = await firstDay(
    [powerCut('staff', { times: 2, lasting: ['10s', '20s'] })],
    // On some days the lost work was nowhere else yet: S1 finds those.
    ({ failing }) => failing.length === 1,
  )

  expect(day.failing).toEqual([expect.stringMatching(/^S4: .* had applied .*, and at \d+ s it had not/)])
})
