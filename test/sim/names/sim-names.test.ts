import { describe, expect, test } from 'vitest'

import { answerWithinUs, attemptsMax } from '../../../src/sim/names/query.ts'
import { SimWorld, secondUs } from '../../world/sim-world.ts'
import { office } from '../../world/topologies.ts'

const dns = { id: 'dns', host: 'bench', ttlUs: 60 * secondUs }

const worldWith = (...nameServers: readonly (typeof dns)[]) => {
  const world = new SimWorld({ ...office, nameServers: [...nameServers] })
  const { scheduler } = world.kernel
  /** Asks for an address, and tells the answer and the time that it took. */
  const asks = async (from: string, host: string) => {
    const beganUs = scheduler.nowUs
    const answer = await world.completes(
      () => new Promise<boolean>((resolve) => world.names.ask(from, host, resolve)),
    )
    return { answer, tookUs: scheduler.nowUs - beganUs }
  }
  const server = (id: string) => {
    const found = world.names.servers.get(id)
    if (!found) throw new Error(`there is no ${id}`)
    return found
  }
  return { world, asks, server }
}

describe('a machine', () => {
  test('knows every address in a world without name servers', () => {
    expect(worldWith().world.names.knows('desk', 'server')).toBe(true)
  })

  test('knows its own address, and asks for those of others', () => {
    const { names } = worldWith(dns).world

    expect(names.knows('desk', 'desk')).toBe(true)
    expect(names.knows('desk', 'server')).toBe(false)
  })

  test('keeps an answer for its time to live, and no longer', async () => {
    const { world, asks, server } = worldWith(dns)

    expect(await asks('desk', 'server')).toMatchObject({ answer: true })
    expect(server('dns').queries).toBe(1)
    expect(world.names.knows('desk', 'server')).toBe(true)
    expect(world.names.knows('laptop', 'server')).toBe(false)
    await world.elapses(dns.ttlUs)
    expect(world.names.knows('desk', 'server')).toBe(false)
  })

  test('forgets its answers when it restarts', async () => {
    const { world, asks } = worldWith(dns)
    await asks('desk', 'server')
    world.network.setUp('desk', false)
    world.network.setUp('desk', true)

    expect(world.names.knows('desk', 'server')).toBe(false)
  })

  test('asks once for several programs', async () => {
    const { asks, server } = worldWith(dns)
    const answers = await Promise.all([asks('desk', 'server'), asks('desk', 'server')])

    expect(answers.map(({ answer }) => answer)).toEqual([true, true])
    expect(server('dns').queries).toBe(1)
  })
})

describe('a name server that does not answer', () => {
  test('costs every attempt its time', async () => {
    const { asks, server } = worldWith(dns)
    server('dns').isUp = false

    expect(await asks('desk', 'server')).toEqual({ answer: false, tookUs: attemptsMax * answerWithinUs })
    expect(server('dns').queries).toBe(attemptsMax)
  })

  test('is as silent as one that no path leads to', async () => {
    const { world, asks } = worldWith(dns)
    world.network.setUp('bench', false)

    expect(await asks('desk', 'server')).toEqual({ answer: false, tookUs: attemptsMax * answerWithinUs })
  })

  test('is followed by the next one', async () => {
    const { asks, server } = worldWith(dns, { ...dns, id: 'spare', host: 'server' })
    server('dns').isUp = false
    const { answer, tookUs } = await asks('desk', 'server')

    expect(answer).toBe(true)
    expect(tookUs).toBeGreaterThanOrEqual(answerWithinUs)
    expect(tookUs).toBeLessThan(2 * answerWithinUs)
    expect(server('spare').queries).toBe(1)
  })
})
