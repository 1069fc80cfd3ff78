import { expect, test } from 'vitest'

import { staffAtWork, vpnDrops } from '../../src/scenario/index.ts'

test.each([
  ['documentSize', () => staffAtWork({ documentSize: ['2 MB', '10 kB'] })],
  ['think', () => staffAtWork({ think: ['20s', '3s'] })],
  ['lasting', () => vpnDrops('office-vpn', { times: 3, lasting: ['4m', '20s'] })],
])('a pair of %s the wrong way round is refused', (option, write) => {
  expect(write).toThrow(new RegExp(`${option}.*smaller one first`))
})
