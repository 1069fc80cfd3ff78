import { expect, test } from 'vitest'

import { findings } from '../../bench/load/load-report.ts'
import { runLoad } from '../../bench/load/run-load.ts'

test('for twenty seconds colleagues work and strangers send what no client does: no crash, no leak, each refused with a reason', async () => {
  const result = await runLoad({ seconds: 20, colleagues: 4, strangers: 3 })

  expect(findings(result)).toEqual([])
  expect(result.exchanges).toBeGreaterThan(50)
  expect(Object.keys(result.sent).length).toBeGreaterThan(15)
  console.info(
    `${result.exchanges} exchanges, ${Object.values(result.sent).reduce((sum, count) => sum + count, 0)} malformed requests`,
  )
}, 180_000)
