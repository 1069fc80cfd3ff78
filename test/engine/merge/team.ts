import { encodeEvent } from '../../../src/engine/event/event.ts'
import { HashChain } from '../../../src/engine/event/hash-chain.ts'
import type { Op } from '../../../src/engine/event/op.ts'
import { typedValue, type Value } from '../../../src/engine/event/value.ts'
import { asLogId, logIdFromBytes, type LogId } from '../../../src/engine/identifier/log-id.ts'
import { createClientFile } from '../../../src/engine/lifecycle/create-copy.ts'
import { openCopy } from '../../../src/engine/replica/open-copy.ts'
import { parseAddress } from '../../../src/engine/replica/register-address.ts'
import type { SyncCopy } from '../../../src/engine/replica/sync-copy.ts'
import { writeFormat, writeIdentity } from '../../../src/engine/storage/folder/copy-identity.ts'
import { realCopyPorts } from '../../../src/real/machine/real-copy-ports.ts'
import { realDigest } from '../../../src/real/machine/real-digest.ts'
import { freshFolder } from '../../contracts/fresh-folder.ts'
import { opened } from '../real-copy.ts'

const startMs = Date.UTC(2026, 0, 5, 9)

/** One person's copy, with a clock that may be wrong. */
export interface Member {
  readonly name: string
  readonly copy: SyncCopy
  readonly deed: { readonly author: string; readonly note: string }
  clockErrorMs: number
}

/** People with a copy each of one client file, whose clocks this test winds: a minute passes with each thing done. */
export class Team {
  #nowMs = startMs
  readonly #members = new Map<string, Member>()

  static async of(...names: readonly string[]): Promise<Team> {
    const team = new Team()
    const [first = 'ann', ...others] = names
    await team.#makeFile(first)
    for (const [index, name] of others.entries()) await team.#join(name, index, team.member(first))
    return team
  }

  member(name: string): Member {
    const member = this.#members.get(name)
    if (!member) throw new Error(`nobody is called ${name}`)
    return member
  }

  get members(): readonly Member[] {
    return [...this.#members.values()]
  }

  /** Types a value over what the screen shows at `TABLE/KEY.FIELD`. */
  async types(name: string, address: string, value: string | Value): Promise<void> {
    const place = parseAddress(address)
    if (!place) throw new Error(`${address} is no address`)
    const { copy, deed } = this.#acts(name)
    const { seen } = copy.read(place.table, place.key, place.field)
    const outcome = await copy.edit(place, typeof value === 'string' ? typedValue(value) : value, seen, deed)
    if (outcome.kind !== 'acknowledged') throw new Error(outcome.kind)
  }

  /** Does something in a copy, a minute after whatever was done before. */
  does<T>(name: string, deed: (member: Member) => Promise<T>): Promise<T> {
    return deed(this.#acts(name))
  }

  /** Time passes in which nobody does anything. */
  waits(minutes: number): void {
    this.#nowMs += minutes * 60_000
  }

  /** Another engine than ours brings work in somebody's name: an event of a line of its own, made after all that is there. */
  async brings(name: string, author: string, ops: readonly Op[]): Promise<void> {
    const { copy } = this.member(name)
    const log = asLogId('00000000000000ff')
    const deps = [...(await copy.durableVersions()).values()].map(({ log: other, seq, hash }) => ({
      log: other,
      seq,
      hashStart: hash.slice(0, 8),
    }))
    this.#nowMs += 60_000
    const event = encodeEvent({
      timestamp: { ms: this.#nowMs, count: 0 },
      author,
      note: '',
      deps,
      ops,
    })
    const previousHash = new HashChain(realDigest).start(log)
    await copy.ingest([{ log, first: 1, previousHash, events: [event] }], 'journal')
  }

  /** One copy takes in everything that another has: one way, and all of it. */
  async takes(name: string, from: string): Promise<void> {
    const source = this.member(from).copy
    const logIds = [...(await source.durableVersions()).keys()]
    const ranges = logIds.flatMap((logId) => {
      const log = source.logs.log(logId)
      return log && log.seq > 0 ? [log.rangeOf({ first: 1, last: log.seq })] : []
    })
    await this.member(name).copy.ingest(ranges, 'journal')
  }

  /** Everybody exchanges with everybody, in the order of the names that are given; then all copies hold the same. */
  async meets(order: readonly string[] = [...this.#members.keys()]): Promise<string> {
    const pairs = order.flatMap((name) => order.map((from) => ({ name, from })))
    for (const { name, from } of [...pairs, ...pairs]) if (name !== from) await this.takes(name, from)
    const states = new Set(order.map((name) => this.member(name).copy.canonicalState()))
    if (states.size !== 1) throw new Error(`copies differ:\n${[...states].join('\n\n')}`)
    return [...states][0] ?? ''
  }

  #acts(name: string): Member {
    this.#nowMs += 60_000
    return this.member(name)
  }

  async #makeFile(name: string): Promise<void> {
    const ports = this.#portsOf(name)
    const made = opened(await createClientFile({ fileName: 'ACME', user: name }, ports))
    this.#add(name, made)
  }

  async #join(name: string, index: number, parent: Member): Promise<void> {
    const ports = this.#portsOf(name)
    const line: LogId = logIdFromBytes(Uint8Array.of(0, index + 1, 0, 0, 0, 0, 0, 0))
    const identity = { line, copyName: name, user: name, parent: parent.copy.identity.line }
    writeIdentity(ports.disk, identity)
    writeFormat(ports.disk, parent.copy.format)
    this.#add(name, opened(openCopy(ports)))
    await this.takes(name, parent.name)
    await this.member(name).copy.register()
  }

  #portsOf(name: string) {
    const ports = realCopyPorts(freshFolder())
    const nowMs = (): number => this.#nowMs + (this.#members.get(name)?.clockErrorMs ?? 0)
    return { ...ports, clock: { nowMs, after: ports.clock.after.bind(ports.clock) } }
  }

  #add(name: string, copy: SyncCopy): void {
    this.#members.set(name, { name, copy, deed: { author: name, note: '' }, clockErrorMs: 0 })
  }
}
