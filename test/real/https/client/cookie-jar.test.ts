import { expect, test } from 'vitest'

import { CookieJar } from '../../../../src/real/https/client/cookie-jar.ts'

const nowMs = Date.UTC(2030, 0, 1)

const jarWith = (...headers: readonly string[]): CookieJar => {
  const jar = new CookieJar()
  jar.take(headers, nowMs)
  return jar
}

test('a balancer’s cookie is said again, without its attributes', () => {
  expect(jarWith('SRV=one; path=/; HttpOnly; Secure').header).toBe('SRV=one')
})

test('nothing is said where nothing was set', () => {
  expect(new CookieJar().header).toBeNull()
})

test('a later one takes its place, and others stay', () => {
  const jar = jarWith('SRV=one', 'AFFINITY="x"')

  jar.take(['SRV=two; Path=/v1'], nowMs)

  expect(jar.header).toBe('AFFINITY="x"; SRV=two')
})

test.each([
  ['its age is over', 'SRV=; Max-Age=0'],
  ['its time is over', 'SRV=two; Expires=Thu, 01 Jan 1970 00:00:00 GMT'],
  ['it is for other paths alone', 'SRV=two; Path=/elsewhere'],
])('a cookie is taken back where %s', (_, header) => {
  const jar = jarWith('SRV=one')

  jar.take([header], nowMs)

  expect(jar.header).toBeNull()
})

test('the age counts before the time, and a time that cannot be read counts for nothing', () => {
  expect(jarWith('SRV=one; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60').header).toBe('SRV=one')
  expect(jarWith('SRV=one; Expires=soon').header).toBe('SRV=one')
})

test.each(['=x', 'SRV', 'SRV=a\r\nEvil: 1', 'SR V=x', `SRV=${'x'.repeat(501)}`, 'SRV=a b'])(
  'what is no cookie is not said: %j',
  (header) => {
    expect(jarWith(header).header).toBeNull()
  },
)

test('no more is kept than fits beside a request', () => {
  const many = Array.from({ length: 100 }, (_, each) => `N${each}=${'x'.repeat(500)}`)

  expect((jarWith(...many).header ?? '').length).toBeLessThan(5000)
})
