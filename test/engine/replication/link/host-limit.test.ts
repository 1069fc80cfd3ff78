import { expect, test } from 'vitest'

import type { Cancel } from '../../../../src/engine/ports/clock.ts'
import type { ConnectAnswer, ShareClient, ShareSession } from '../../../../src/engine/ports/share-client.ts'
import { HostLimit } from '../../../../src/engine/replication/link/host-limit.ts'
import { LinkManager } from '../../../../src/engine/replication/link/link-manager.ts'
import { defaultLinkRules } from '../../../../src/engine/replication/link/link-rules.ts'
import { yieldFirstMs } from '../../../../src/engine/replication/link/session-yield.ts'
import { jsonBytes } from '../../../../src/engine/storage/folder/copy-identity.ts'
import { paths } from '../../../../src/engine/storage/folder/layout.ts'
import { ownFolderSession } from '../../../../src/engine/storage/folder/own-folder.ts'
import { realDigest } from '../../../../src/real/machine/real-digest.ts'
import { createRandomness } from '../../../../src/sim/kernel/randomness.ts'
import { SimContinuityMemory } from '../../../../src/sim/machine/disk/sim-continuity-memory.ts'
import { SimMachineDisk } from '../../../../src/sim/machine/disk/sim-disk.ts'
import { anyStreamKey } from '../../../sim/kernel/unfrozen-keys.ts'
import { Field } from './field.ts'

const minuteMs = 60_000
const turns = { sessionTimeMs: 2 * minuteMs, retryMs: 2 * minuteMs }

/** What is to happen when, and nothing else that takes time. */
class Scheduler {
  nowMs = 1_700_000_000_000
  #next: { readonly atMs: number; readonly act: () => void }[] = []

  readonly clock = {
    nowMs: (): number => this.nowMs,
    after: (delayMs: number, act: () => void): Cancel => {
      const entry = { atMs: this.nowMs + delayMs, act }
      this.#next.push(entry)
      return () => void (this.#next = this.#next.filter((other) => other !== entry))
    },
  }

  async runFor(ms: number): Promise<void> {
    const endMs = this.nowMs + ms
    for (;;) {
      await waitForAll()
      const [next] = this.#next.toSorted((a, b) => a.atMs - b.atMs)
      if (!next || next.atMs > endMs) break
      this.#next = this.#next.filter((other) => other !== next)
      this.nowMs = next.atMs
      next.act()
    }
    this.nowMs = endMs
  }
}

const waitForAll = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

/** An office whose host accepts so many sessions and does not say so, and copies that keep linked to it. */
class Host {
  readonly agenda = new Scheduler()
  readonly linked = new Set<string>()
  readonly turnsOf = new Map<string, number>()
  readonly #field: Field
  readonly #limit: number

  constructor(field: Field, limit: number) {
    this.#field = field
    this.#limit = limit
  }

  keeps(name: string): LinkManager {
    const random = createRandomness(7).stream(anyStreamKey(name))
    const disk = this.#field.disk(name)
    const ports = {
      disk,
      clock: this.agenda.clock,
      random: {
        unit: (cause: string) => random.unit(cause),
        bytes: (count: number) => new Uint8Array(count),
      },
      digest: realDigest,
      continuity: new SimContinuityMemory(() => new SimMachineDisk().folder(name)).storeAt(name),
      trace: { emit: () => {} },
    }
    const target = { address: 'office', name: 'office', through: 'parent' } as const
    const parts = { copy: this.#field.copy(name), target, ports, rules: { ...defaultLinkRules, turns } }
    const manager = new LinkManager({ ...parts, client: this.#client(name) })
    manager.open()
    return manager
  }

  #client(name: string): ShareClient {
    const connect = async (): Promise<ConnectAnswer> => {
      if (this.linked.size >= this.#limit)
        return { kind: 'refused', code: 71, detail: 'no more connections can be made' }
      this.linked.add(name)
      this.turnsOf.set(name, (this.turnsOf.get(name) ?? 0) + 1)
      return { kind: 'session', session: this.#session(name) }
    }
    return { limits: { canEndSession: true, reportsRefusal: true }, connect }
  }

  #session(name: string): ShareSession {
    const session = this.#field.session('office')
    return { ...session, disconnect: async () => void this.linked.delete(name) }
  }
}

const names = ['ann', 'bob', 'cem', 'dan', 'eve', 'fay', 'gil']

const seven = async (): Promise<Field> => {
  const field = await Field.with(...names)
  for (const name of [...names, ...names]) await field.syncs(name, 'office')
  return field
}

test('at a host that accepts four sessions and does not say so, seven copies all get turns, again and again', async () => {
  const host = new Host(await seven(), 4)
  const keepers = names.map((name) => host.keeps(name))
  await host.agenda.runFor(2 * minuteMs)
  expect(host.linked.size).toBe(4)
  expect(host.turnsOf.size).toBe(4)

  await host.agenda.runFor(60 * minuteMs)
  expect(host.turnsOf.size).toBe(7)
  const before = new Map(host.turnsOf)
  await host.agenda.runFor(120 * minuteMs)

  for (const name of names)
    expect((host.turnsOf.get(name) ?? 0) - (before.get(name) ?? 0), name).toBeGreaterThan(3)
  const closing = keepers.map((manager) => manager.close())
  await host.agenda.runFor(minuteMs)
  await Promise.all(closing)
})

test('where everybody is linked, nobody lets go', async () => {
  const host = new Host(await seven(), 7)
  const keepers = names.map((name) => host.keeps(name))

  await host.agenda.runFor(5 * 60 * minuteMs)

  expect([...host.turnsOf.values()]).toEqual(names.map(() => 1))
  const closing = keepers.map((manager) => manager.close())
  await host.agenda.runFor(minuteMs)
  await Promise.all(closing)
})

test('where a copy is only switched off, the others let go less and less often', async () => {
  const host = new Host(await seven(), 20)
  const keepers = names.slice(1).map((name) => host.keeps(name))

  await host.agenda.runFor(24 * 60 * minuteMs)

  // Doubling from five minutes to two hours in a day: 5 or 6 times, then every two hours.
  for (const count of host.turnsOf.values()) expect(count).toBeLessThan(20)
  const closing = keepers.map((manager) => manager.close())
  await host.agenda.runFor(minuteMs)
  await Promise.all(closing)
})

const clock = { nowMs: () => 1_700_000_000_000 }

const folder = (): ShareSession => ownFolderSession(new SimMachineDisk().folder('office'))

test('what one copy learned at its first refusal, the next one knows from the folder', async () => {
  const session = folder()
  const refused = new HostLimit(clock)
  refused.refused(7)
  await refused.exchange(session)

  const other = new HostLimit(clock)
  await other.exchange(session)

  expect([refused.sessions, other.sessions]).toEqual([6, 6])
})

test('more refusals in a row mean fewer sessions, never fewer than one', () => {
  const host = new HostLimit(clock)
  const counts: (number | null)[] = []
  for (let refusal = 1; refusal <= 40; refusal += 1) {
    host.refused(7)
    counts.push(host.sessions)
  }

  expect(counts.slice(0, 8)).toEqual([6, 6, 6, 4, 4, 4, 4, 3])
  expect(counts.at(-1)).toBe(1)
})

test('what the owner says counts, whatever was learned; so does that there is no limit', async () => {
  for (const sessionLimit of [5, null]) {
    const session = folder()
    await session.writeWhole(paths.serving, jsonBytes({ sessionLimit }))
    const host = new HostLimit(clock)
    host.refused(3)

    await host.exchange(session)

    expect([host.sessions, host.isUnknown]).toEqual([sessionLimit, false])
  }
})

test('what somebody learned is forgotten after a week, and not believed of a clock that is ahead', async () => {
  const session = folder()
  const refused = new HostLimit(clock)
  refused.refused(3)
  await refused.exchange(session)
  const weekMs = 7 * 24 * 60 * minuteMs
  const seen: (number | null)[] = []
  for (const nowMs of [clock.nowMs() + weekMs - 1, clock.nowMs() + weekMs, clock.nowMs() - weekMs]) {
    const other = new HostLimit({ nowMs: () => nowMs })
    await other.exchange(session)
    seen.push(other.sessions)
  }

  expect(seen).toEqual([2, null, null])
  expect(yieldFirstMs).toBeGreaterThan(turns.sessionTimeMs)
})
