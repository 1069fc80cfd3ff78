import { lineIdFromBytes, type LineId } from '../../../src/engine/event/line.ts'
import { writeIdentity } from '../../../src/engine/folder/identity.ts'
import { parseAddress, type SyncCopy, typedValue, type Value } from '../../../src/engine/index.ts'
import { createClientFile, openCopy } from '../../../src/engine/index.ts'
import { copyPorts } from '../../../src/real/index.ts'
import { freshFolder } from '../../contracts/fresh-folder.ts'
import { opened } from '../real-copy.ts'

const hourMs = 60 * 60 * 1000
export const yearMs = 365 * 24 * hourMs
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

  /** One copy takes in everything that another has: one way, and all of it. */
  async takes(name: string, from: string): Promise<void> {
    const source = this.member(from).copy
    const lines = source.state.registrations().map(({ line }) => line)
    const ranges = lines.flatMap((line) => {
      const log = source.lineLog(line)
      return log && log.seq > 0 ? [log.rangeOf({ first: 1, last: log.seq })] : []
    })
    await this.member(name).copy.takeIn(ranges, 'journal')
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
    const line: LineId = lineIdFromBytes(Uint8Array.of(0, index + 1, 0, 0, 0, 0, 0, 0))
    const identity = { line, copyName: name, user: name, parent: parent.copy.identity.line }
    writeIdentity(ports.disk, parent.copy.format, identity)
    this.#add(name, opened(openCopy(ports)))
    await this.takes(name, parent.name)
    await this.member(name).copy.register()
  }

  #portsOf(name: string) {
    const ports = copyPorts(freshFolder())
    const nowMs = (): number => this.#nowMs + (this.#members.get(name)?.clockErrorMs ?? 0)
    return { ...ports, clock: { nowMs, after: ports.clock.after.bind(ports.clock) } }
  }

  #add(name: string, copy: SyncCopy): void {
    this.#members.set(name, { name, copy, deed: { author: name, note: '' }, clockErrorMs: 0 })
  }
}
