import type { ActionItem } from '../../plan/definitions/action/index.ts'
import { streamKeys } from '../kernel/index.ts'
import { type Node, type World, WorldError } from '../world/index.ts'
import { Person } from './person.ts'
import { Picks } from './picks.ts'
import { carryOut } from './registry.ts'

/** Everybody who works in a world, at one machine or at several. */
export class Staff {
  readonly #world: World
  readonly #people = new Map<Node, Person>()
  readonly #picks: Picks

  constructor(world: World) {
    this.#world = world
    this.#picks = new Picks(world)
  }

  /** Lets its person do an item, at a machine drawn for it if they have several. */
  act(item: ActionItem): Promise<void> {
    const theirs = this.#world.nodes.filter(({ spec }) => spec.user === item.actor)
    const [only] = theirs
    if (!only) throw new WorldError(`${item.id} is to be done by ${item.actor}, and there is no such person`)
    const { random } = this.#world.kernel
    const at = theirs.length === 1 ? only : random.stream(streamKeys.whereabouts).pick(theirs, item.id)
    return carryOut(this.#personAt(at), item)
  }

  #personAt(station: Node): Person {
    const person = this.#people.get(station) ?? new Person(station, this.#world, this.#picks)
    this.#people.set(station, person)
    return person
  }
}
