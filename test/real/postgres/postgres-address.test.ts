import { writeFileSync } from 'node:fs'

import { afterEach, describe, expect, test, vi } from 'vitest'

import { parsePostgresAddress } from '../../../src/real/postgres/postgres-address.ts'
import { freshFolder } from '../../contracts/fresh-folder.ts'

afterEach(() => vi.unstubAllEnvs())

describe('the address of a database', () => {
  test('says who asks whom, and takes a password from the environment', () => {
    vi.stubEnv('PGPASSWORD', 'from outside')

    const { config, conninfo } = parsePostgresAddress('postgres://ann%40firm@127.0.0.1/firm')

    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 5432,
      user: 'ann@firm',
      database: 'firm',
      password: 'from outside',
    })
    expect(conninfo).toMatchObject({ host: '127.0.0.1', user: 'ann@firm', password: 'from outside' })
    expect(Number(conninfo['connect_timeout'])).toBeGreaterThan(0)
  })

  test.each([
    ['postgres://u@127.0.0.1/d', false, 'disable'],
    ['postgres://u@localhost/d', false, 'disable'],
    ['postgres://u@[::1]/d', false, 'disable'],
    ['postgres://u@/d?host=/run/postgresql', false, 'disable'],
    ['postgres://u@db.firm.example/d', { minVersion: 'TLSv1.2' }, 'verify-full'],
    ['postgres://u@db.firm.example/d?sslmode=disable', false, 'disable'],
    [
      'postgres://u@db.firm.example/d?sslmode=require',
      { minVersion: 'TLSv1.2', rejectUnauthorized: false },
      'require',
    ],
    ['postgres://u@127.0.0.1/d?sslmode=verify-full', { minVersion: 'TLSv1.2' }, 'verify-full'],
  ])('%s is encrypted and looked at as it should be, here and at a branch', (address, ssl, mode) => {
    const { config, conninfo } = parsePostgresAddress(address)

    expect(config.ssl).toEqual(ssl)
    expect(conninfo['sslmode']).toBe(mode)
  })

  test('names who signed the certificate', () => {
    const path = `${freshFolder()}/authority.pem`
    writeFileSync(path, 'PEM')

    const { config, conninfo } = parsePostgresAddress(`postgres://u@db.example/d?sslrootcert=${path}`)

    expect(config.ssl).toEqual({ minVersion: 'TLSv1.2', ca: 'PEM' })
    expect(conninfo['sslrootcert']).toBe(path)
  })

  test.each([
    ['postgres://db.example/d', 'an address is postgres://USER@HOST:PORT/DATABASE'],
    ['postgres://u@db.example', 'an address is'],
    ['postgres://u@db.example:port/d', 'an address is'],
    [
      'postgres://u@db.example/d?sslmode=prefer',
      'sslmode is disable, require, verify-full, and not "prefer"',
    ],
    ['postgres://u@db.example/d?sslmod=require', 'nothing is known of "sslmod"'],
    ['postgres://u@db.example/d?sslrootcert=/nowhere', 'what sslrootcert names cannot be read'],
  ])('%s is refused, with the reason', (address, reason) => {
    expect(() => parsePostgresAddress(address)).toThrow(reason)
  })
})
