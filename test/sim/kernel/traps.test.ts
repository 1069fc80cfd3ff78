import childProcess from 'node:child_process'
import crypto, { randomBytes } from 'node:crypto'
import fs, { readFileSync } from 'node:fs'
import fsPromises from 'node:fs/promises'
import http from 'node:http'
import net from 'node:net'
import timers from 'node:timers'

import { expect, onTestFinished, test } from 'vitest'

import { armTraps, TrapError, type Traps } from '../../../src/sim/kernel/traps.ts'

const noonMs = Date.UTC(2026, 0, 5, 12)
const world = { nowMs: () => noonMs, unit: () => 0.25 }

const armed = (): Traps => {
  const traps = armTraps()
  onTestFinished(() => traps.disarm())
  return traps
}

/** What an act gives, or throws, inside a world. */
const inside = <T>(traps: Traps, act: () => T): T => {
  traps.enter(world)
  try {
    return act()
  } finally {
    traps.leave()
  }
}

const doors: Record<string, () => unknown> = {
  setTimeout: () => setTimeout(() => undefined, 0),
  setInterval: () => setInterval(() => undefined, 1000),
  setImmediate: () => setImmediate(() => undefined),
  'timers.setTimeout': () => timers.setTimeout(() => undefined, 0),
  fetch: () => fetch('http://127.0.0.1:9'),
  'performance.now': () => performance.now(),
  'process.hrtime': () => process.hrtime(),
  'process.hrtime.bigint': () => process.hrtime.bigint(),
  'Temporal.Now.instant': () => Temporal.Now.instant(),
  'process.uptime': () => process.uptime(),
  'fs.readFileSync': () => fs.readFileSync(import.meta.filename),
  'readFileSync, imported by name': () => readFileSync(import.meta.filename),
  'fs.writeFileSync': () => fs.writeFileSync('/dev/null', ''),
  'fs.statSync': () => fs.statSync('/'),
  'fs.truncateSync': () => fs.truncateSync('/dev/null'),
  'fs.promises.readFile': () => fs.promises.readFile(import.meta.filename),
  'node:fs/promises readFile': () => fsPromises.readFile(import.meta.filename),
  'crypto.randomBytes': () => crypto.randomBytes(8),
  'randomBytes, imported by name': () => randomBytes(8),
  'crypto.randomUUID': () => crypto.randomUUID(),
  'globalThis.crypto.randomUUID': () => globalThis.crypto.randomUUID(),
  'globalThis.crypto.getRandomValues': () => globalThis.crypto.getRandomValues(new Uint8Array(8)),
  'net.connect': () => net.connect(9, '127.0.0.1'),
  'http.request': () => http.request('http://127.0.0.1:9'),
  'childProcess.spawnSync': () => childProcess.spawnSync('true'),
}

test.each(Object.entries(doors))('%s throws inside a world', (_name, open) => {
  const traps = armed()

  expect(() => inside(traps, open)).toThrow(TrapError)
})

test.each(['performance.now', 'fs.readFileSync', 'crypto.randomBytes', 'process.hrtime.bigint'])(
  '%s works outside of a world',
  (name) => {
    const traps = armed()
    inside(traps, () => undefined)

    expect(doors[name]?.()).toBeDefined()
  },
)

test('timers work outside of a world', async () => {
  armed()

  await expect(new Promise((resolve) => setTimeout(resolve, 0, 'rang'))).resolves.toBe('rang')
})

test('the message names the door and the way', () => {
  const traps = armed()

  expect(() => inside(traps, () => performance.now())).toThrow(
    'now() was called inside a simulated world: ask a port instead',
  )
})

test('the date inside a world is virtual', () => {
  const traps = armed()

  const dates = inside(traps, () => [
    Date.now(),
    new Date().getTime(),
    new Date(0).getTime(),
    Date.UTC(1970, 0),
  ])

  expect(dates).toEqual([noonMs, noonMs, 0, 0])
  expect(Date.now()).toBeGreaterThan(noonMs)
})

test('a date made inside is a date outside', () => {
  const traps = armed()

  const made = inside(traps, () => new Date())

  expect(made).toBeInstanceOf(Date)
  expect(inside(traps, () => made instanceof Date)).toBe(true)
  expect(inside(traps, () => Date())).toBe(new Date(noonMs).toString())
})

test('chance inside a world comes from the world', () => {
  const traps = armed()

  expect(inside(traps, () => Math.random())).toBe(0.25)
  expect(new Set([Math.random(), Math.random(), 0.25]).size).toBe(3)
})

test('two worlds at once are refused', () => {
  const traps = armed()

  expect(() => inside(traps, () => traps.enter(world))).toThrow('Two worlds')
})

const someDoors: readonly (readonly [object, string])[] = [
  [globalThis, 'setTimeout'],
  [globalThis, 'Date'],
  [Math, 'random'],
  [performance, 'now'],
  [process.hrtime, 'bigint'],
  [fs, 'readFileSync'],
  [crypto, 'randomBytes'],
  [net, 'connect'],
]
const planet = () => someDoors.map(([owner, name]): unknown => Reflect.get(owner, name))

test('disarming puts every door back as it was', () => {
  const before = planet()
  const traps = armTraps()
  inside(traps, () => undefined)
  expect(planet().filter((door, index) => door !== before[index]).length).toBeGreaterThan(4)

  traps.disarm()

  expect(planet().map((door, index) => door === before[index])).toEqual(before.map(() => true))
})
