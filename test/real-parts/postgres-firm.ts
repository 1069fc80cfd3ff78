import { setTimeout as sleep } from 'node:timers/promises'

import { expect, onTestFinished } from 'vitest'

import { type Answer, Desk } from '../cli/file/desk.ts'
import { openWire, type Wire } from './cut-wire.ts'
import type { PostgresServer } from './postgres-server.ts'

/** How often is looked whether something has come over; there is no end to it but the test's own. */
const lookMs = 50

export const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await sleep(lookMs)
}

/** A firm whose centre is one database, and whose branch in Leeds another, on two servers with a wire between. */
export class Firm {
  /** All that was printed at any firm's desk, to be looked through for secrets. */
  static readonly said: string[] = []
  static #count = 0
  readonly desk = new Desk()
  readonly name: string
  readonly centre: string
  readonly branch: string
  readonly wire: Wire
  /** The centre as the branch's server reaches it. */
  readonly overWire: string

  readonly #home: PostgresServer
  readonly #away: PostgresServer

  private constructor(name: string, wire: Wire, [home, away]: readonly [PostgresServer, PostgresServer]) {
    this.name = name
    this.wire = wire
    this.#home = home
    this.#away = away
    this.centre = home.address(name)
    this.branch = away.address(name)
    this.overWire = home.address(name, wire.port)
  }

  /** Its centre lies on the one server, and where Leeds will be on the other. */
  static async open(home: PostgresServer, away: PostgresServer): Promise<Firm> {
    Firm.#count += 1
    const name = `firm_${Firm.#count}`
    await Promise.all([home.database(name), away.database(name)])
    const firm = new Firm(name, await openWire(home.port), [home, away])
    onTestFinished(() => firm.close())
    await firm.does(`centre ${firm.centre} --name London`)
    await firm.does(`user ${firm.centre} ann`)
    await firm.does(`client-file ${firm.centre} file-1 --name ACME`)
    return firm
  }

  /** Types a command. */
  async types(line: string): Promise<Answer> {
    const answer = await this.desk.datastore(line)
    Firm.said.push(answer.out, answer.err)
    return answer
  }

  async does(line: string): Promise<string> {
    const { code, out, err } = await this.types(line)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    return out
  }

  async follows(): Promise<void> {
    await this.does(`branch ${this.branch} --of ${this.overWire} --name ${this.name}`)
    await this.comesLevel()
  }

  async statusOf(store: string): Promise<Record<string, unknown>> {
    return JSON.parse(await this.does(`status ${store} --json`)) as Record<string, unknown>
  }

  /** Until what is written at the centre now is served at the branch. */
  async comesLevel(): Promise<void> {
    await until(async () => {
      await this.does(`beat ${this.centre}`)
      const { phase, cutOff, position } = await this.statusOf(this.branch)
      return (
        phase === 'serving' && cutOff === null && position === (await this.statusOf(this.centre))['position']
      )
    })
  }

  async isCutOff(): Promise<void> {
    await until(async () => (await this.statusOf(this.branch))['cutOff'] !== null)
    await until(async () => this.slot().then((slot) => slot?.['state'] !== 'connected'))
  }

  async slot(): Promise<Record<string, unknown> | undefined> {
    return ((await this.statusOf(this.centre))['branches'] as Record<string, unknown>[])[0]
  }

  /** Whether ann may go in, by the word of the branch. */
  async may(user: string): Promise<string> {
    return (await this.types(`may ${this.branch} ${user} open file-1`)).err
  }

  async close(): Promise<void> {
    await this.#away.sql(this.name, `alter subscription shakedown_${this.name} disable`).catch(() => [])
    await this.#away
      .sql(this.name, `alter subscription shakedown_${this.name} set (slot_name = none)`)
      .catch(() => [])
    await this.#away.sql(this.name, `drop subscription if exists shakedown_${this.name}`)
    await this.wire.close()
    await until(async () => {
      const slots = await this.#home.sql(
        this.name,
        `select active from pg_replication_slots where database = current_database()`,
      )
      return slots.every(({ active }) => active === false)
    })
    await this.#home.sql(
      this.name,
      'select pg_drop_replication_slot(slot_name) from pg_replication_slots where database = current_database()',
    )
  }
}
