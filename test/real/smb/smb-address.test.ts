import { expect, test } from 'vitest'

import { parseSmbAddress } from '../../../src/real/smb/smb-address.ts'

test('an address names host, share, folder and user', () => {
  expect(parseSmbAddress('smb://FIRM;ann@office:4450/clients/ACME%20Ltd/2026')).toEqual({
    host: 'office',
    port: 4450,
    share: 'clients',
    folder: 'ACME Ltd/2026',
    user: 'ann',
    domain: 'FIRM',
  })
})

test('a share alone is an address, on the port of SMB and of nobody in particular', () => {
  const address = parseSmbAddress('smb://[::1]/clients')

  expect(address).toMatchObject({
    host: '::1',
    port: 445,
    share: 'clients',
    folder: '',
    user: null,
    domain: '',
  })
})

test.each([
  'clients/ACME',
  'smb://office',
  'smb://office/',
  'smb:///clients',
  'smb://ann:secret@office/clients',
  'smb://office/clients/%2e%2e%2fother',
  'smb://office/clients/a%5C..%5Cb',
  'smb://office/clients/%ff',
  'smb://office/clients?x',
])('%s is no address of a folder', (text) => {
  expect(parseSmbAddress(text)).toBeNull()
})
