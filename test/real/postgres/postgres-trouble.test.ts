import { expect, test } from 'vitest'

import { StoreTrouble } from '../../../src/access/ports/sql-database.ts'
import { asStoreTrouble } from '../../../src/real/postgres/postgres-trouble.ts'

const failing = (code: string | undefined, message = 'what it said'): Error =>
  Object.assign(new Error(message), code === undefined ? {} : { code })

test.each([
  ['28P01', 'denied', 'what it said'],
  ['42501', 'denied', 'what it said'],
  ['3D000', 'not-a-store', 'what it said'],
  ['42P01', 'not-a-store', 'what it said'],
  ['53100', 'full', 'what it said'],
  ['55P03', 'busy', 'what it said'],
  ['40P01', 'busy', 'what it said'],
  ['57P01', 'unreachable', 'what it said'],
  ['XX001', 'broken', 'what it said'],
  ['ECONNREFUSED', 'unreachable', 'nothing listens there'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'unreachable', 'its certificate is not trusted'],
])('%s is trouble, and said as such', (code, kind, text) => {
  const trouble = asStoreTrouble(failing(code))

  expect(trouble).toBeInstanceOf(StoreTrouble)
  expect(trouble).toMatchObject({ kind })
  expect(trouble instanceof StoreTrouble && trouble.message).toContain(text)
})

test.each([
  ['timeout expired', 'unreachable'],
  ['Connection terminated unexpectedly', 'unreachable'],
  ['The server does not support SSL connections', 'unreachable'],
  ['SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string', 'denied'],
])('"%s" is trouble too', (message, kind) => {
  expect(asStoreTrouble(failing(undefined, message))).toMatchObject({ kind })
})

test('a mistake of ours is none', () => {
  const mistake = failing('42601', 'syntax error')

  expect(asStoreTrouble(mistake)).toBe(mistake)
})
