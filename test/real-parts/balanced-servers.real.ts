import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { soonMs } from '../../src/real/https/client/try-again.ts'
import { amountOf, deed, writes } from '../engine/real-copy.ts'
import { balancedOffice, type Visitor } from './balanced-office.ts'
import { detectionMs } from './haproxy.ts'

const documentBytes = 50 * 1024 * 1024

// Xorshift (Marsaglia 2003): bytes that nothing makes smaller, and of which no chunk comes twice.
const drawnBytes = (count: number): Uint8Array => {
  const words = new Uint32Array(count / 4)
  let state = 2_463_534_242
  for (let at = 0; at < words.length; at += 1) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    words[at] = state
  }
  return new Uint8Array(words.buffer)
}

const bothHave = async (key: string, amount: number, visitors: readonly Visitor[]): Promise<void> => {
  const isThere = ({ copy }: Visitor): boolean =>
    JSON.stringify(amountOf(copy, key)) === JSON.stringify({ kind: 'number', decimal: String(amount) })
  await Promise.all(visitors.map((visitor) => visitor.until(() => isThere(visitor))))
}

/** What lies in the working folder; null where it is not there yet. */
const hashIn = ({ folder }: Visitor, name: string): string | null => {
  const path = join(folder, name)
  return existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : null
}

test('(rows 55 and 56) a server killed in the middle of an upload: the upload goes on at the other, nothing lost and nothing twice', async () => {
  const office = await balancedOffice()
  const [ann, bob] = [await office.joins('ann'), await office.joins('bob')]
  await writes(ann.copy, 'before', 1)
  await bothHave('before', 1, [ann, bob])
  ann.carried.sentBytes = ann.carried.longestGapMs = 0
  let [killed, sentBefore] = ['', documentBytes]
  ann.carried.onSend = () => {
    if (killed !== '' || ann.carried.sentBytes < documentBytes * 0.4) return
    killed = 'looked for'
    void office.balancer.servers().then((servers) => {
      // Whoever got most of the requests is the one that she is with.
      const busiest = servers.toSorted((a, b) => b.requests - a.requests)[0]?.name === 'one' ? 'one' : 'two'
      office.servers[busiest].signal('SIGKILL')
      killed = busiest
      sentBefore = ann.carried.sentBytes
    })
  }

  const document = drawnBytes(documentBytes)
  const saved = await ann.copy.createDocument('model.bin', document, deed)
  await writes(bob.copy, 'meanwhile', 2)
  await ann.until(() => ann.keeper.unsentEvents === 0 && ann.keeper.isInSync)
  await writes(ann.copy, 'after', 3)
  await bothHave('meanwhile', 2, [ann, bob])
  await bothHave('after', 3, [ann, bob])
  await bob.until(() => existsSync(join(bob.folder, 'model.bin')))

  expect(saved.kind).toBe('acknowledged')
  expect(['one', 'two']).toContain(killed)
  expect(sentBefore).toBeLessThan(documentBytes * 0.9)
  expect(bob.copy.canonicalState()).toBe(ann.copy.canonicalState())
  expect(hashIn(bob, 'model.bin')).toBe(createHash('sha256').update(document).digest('hex'))
  expect([ann.carried.lost, bob.carried.lost]).toEqual([0, 0])
  const again = (ann.carried.sentBytes - documentBytes) / documentBytes
  console.info(
    `sent again: ${(again * 100).toFixed(1)} % of 50 MiB; the longest gap: ${ann.carried.longestGapMs.toFixed(0)} ms, of which HAProxy takes up to ${detectionMs} ms to notice`,
  )
  expect(again).toBeLessThan(0.2)
  expect(ann.carried.longestGapMs).toBeLessThan(detectionMs + soonMs.reduce((sum, ms) => sum + ms, 0))
}, 300_000)

/** Edits by both, one after the other, while something is done; each is to come to both. */
const atWork = async (visitors: readonly Visitor[], act: () => Promise<unknown>): Promise<number> => {
  let isOver = false
  const acting = act().finally(() => (isOver = true))
  let edits = 0
  for (; !isOver || edits < 4; edits += 1) {
    const visitor = visitors[edits % visitors.length]
    if (visitor) await writes(visitor.copy, `edit-${edits}`, edits)
    await bothHave(`edit-${edits}`, edits, visitors)
  }
  await acting
  return edits
}

test('(rows 55 and 56) an instance that drains ends when all is answered, and takes its clients back when it comes back: nobody sees a failure', async () => {
  const office = await balancedOffice(['--drain', '2'])
  const team = [await office.joins('ann'), await office.joins('bob')] as const
  const { balancer, servers } = office

  const edits = await atWork(team, async () => {
    servers.one.signal('SIGTERM')
    await balancer.sees('one', 'NOLB')
    expect(await servers.one.ended).toBe(0)
    await balancer.sees('one', 'DOWN')
    await office.comesBack('one')
    await balancer.sees('one', 'UP')
    servers.two.signal('SIGTERM')
    expect(await servers.two.ended).toBe(0)
    await balancer.sees('two', 'DOWN')
  })

  expect(servers.one.said()).toContain('Stopped: everything that was asked is answered')
  expect(team.map(({ carried }) => carried.lost)).toEqual([0, 0])
  expect(team[1].copy.canonicalState()).toBe(team[0].copy.canonicalState())
  console.info(`${edits} edits, each seen by the other, while both instances were replaced`)
}, 300_000)

test('(rows 55 and 56) an instance that hangs is left for the other, and what it did not answer is answered there', async () => {
  const office = await balancedOffice()
  const team = [await office.joins('ann'), await office.joins('bob')] as const
  const { balancer, servers } = office

  await atWork(team, async () => {
    servers.one.signal('SIGSTOP')
    await balancer.sees('one', 'DOWN')
    servers.one.signal('SIGCONT')
    await balancer.sees('one', 'UP')
  }).finally(() => servers.one.signal('SIGCONT'))

  expect(team.map(({ carried }) => carried.lost)).toEqual([0, 0])
  expect(team[1].copy.canonicalState()).toBe(team[0].copy.canonicalState())
}, 300_000)
