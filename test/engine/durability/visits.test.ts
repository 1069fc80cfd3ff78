import { expect, test } from 'vitest'

import { must } from '../../../src/engine/invariant.ts'
import type { ShareSession } from '../../../src/engine/ports/share-client.ts'
import { FolderExchanger } from '../../../src/engine/replication/exchange/folder-exchanger.ts'
import { Crashed } from '../../../src/sim/machine/disk/crash-disk.ts'
import { SharedBlocks } from '../../../src/sim/machine/disk/shared-blocks.ts'
import { type Machine, visit } from './machine.ts'
import { operations } from './operations.ts'
import { prepared, started } from './rehearsal.ts'
import type { Scene } from './scene.ts'
import { goOn, lost, reopen } from './survival.ts'

/** How a visit ends in the middle: the visitor is gone with its power, or it is cut off and goes on living. */
type End = 'the visitor loses its power' | 'the connection is lost'

/** A visit of so many requests, and then its end; `lastIsDone` says whether the last one is carried out unanswered. */
interface CutVisit {
  readonly requests: number
  readonly isLastDone: boolean
  readonly end: End
}

const cutOff = (laptop: Machine, office: Machine, { requests, isLastDone, end }: CutVisit): ShareSession => {
  const whole = visit(office)
  let asked = 0
  return new Proxy(whole, {
    get: (session, name) => {
      const member: unknown = Reflect.get(session, name)
      if (typeof member !== 'function') return member
      return async (...given: unknown[]) => {
        asked += 1
        if (asked < requests) return Reflect.apply(member, session, given)
        if (asked === requests && isLastDone) await Reflect.apply(member, session, given)
        if (end === 'the connection is lost') return { kind: 'lost', detail: 'cut off' }
        if (!laptop.power.isDown) laptop.power.cutPower()
        throw new Crashed('the visitor has no power')
      }
    },
  })
}

const visited = async (base: Scene, cut: CutVisit, blocks: SharedBlocks): Promise<Scene> => {
  const scene = started(base, blocks)
  const { laptop, office } = scene
  try {
    await new FolderExchanger(laptop.copy, cutOff(laptop, office, cut), laptop.ports, 'journal').exchange()
  } catch (error) {
    if (!(error instanceof Crashed)) throw error
  }
  return scene
}

const requestsOf = async (base: Scene, blocks: SharedBlocks): Promise<number> => {
  let requests = 0
  const { laptop, office } = started(base, blocks)
  const counted = new Proxy(visit(office), {
    get: (session, name) => {
      requests += 1
      return Reflect.get(session, name)
    },
  })
  await new FolderExchanger(laptop.copy, counted, laptop.ports, 'journal').exchange()
  return requests
}

const visits = [
  'exchange, in the office',
  'send a long document, in the office',
  'send a large document, in the office',
].flatMap((name) =>
  (['the visitor loses its power', 'the connection is lost'] as const).map((end) => ({ name, end })),
)

test.each(visits)(
  '$name: a folder stays whole and readable for others wherever $end (row 11)',
  async ({ name, end }) => {
    const blocks = new SharedBlocks()
    const operation = must(operations[name], 'there is such an operation')
    const base = await prepared(operation, blocks)
    const complaints: string[] = []
    const count = await requestsOf(base, blocks)
    for (let requests = 1; requests <= count; requests += 1) {
      for (const isLastDone of [false, true]) {
        const scene = await visited(base, { requests, isLastDone, end }, blocks)
        const found = [...returned(scene), ...(await readableForOthers(scene, blocks))]
        found.push(...(await goOn(scene, operation)))
        complaints.push(...found.map((complaint) => `${requests}, ${isLastDone}: ${complaint}`))
      }
    }

    expect(complaints).toEqual([])
    expect(count).toBeGreaterThan(5)
  },
)

const returned = (scene: Scene): readonly string[] => {
  if (!scene.laptop.power.isDown) return []
  const kind = scene.restarts('laptop', { tails: new Map(), isUnderWayDone: false })
  return kind === 'opened' ? [] : [`the visitor cannot be opened: ${kind}`]
}

/** Before the visitor comes back: another one joins, and gets what the office shows. */
const readableForOthers = async (scene: Scene, blocks: SharedBlocks): Promise<readonly string[]> => {
  const others = scene.again(blocks)
  const found = [...(await reopen(others, true)), ...lost(others)]
  others.laptop.closes()
  const fresh = others.withoutLaptop(blocks)
  fresh.office.open()
  const kind = await fresh.joins()
  if (kind !== 'opened') return [...found, `another visitor cannot join: ${kind}`]
  const states = [fresh.laptop, fresh.office].map(
    ({ copy }) => copy.state.register('tb', 'first', 'name') !== null,
  )
  return states.every(Boolean) ? found : [...found, 'another visitor does not get what the office had']
}
