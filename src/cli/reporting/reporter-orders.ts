import { resolve } from 'node:path'

import { nearestName } from '../../plan/nearest.ts'
import { CommandFailure, failureCodes } from '../context/command-failure.ts'

const reporterNames = ['tui', 'plain', 'json', 'junit', 'github'] as const

export type ReporterName = (typeof reporterNames)[number]

/** A reporter that was asked for. Without a file it writes to standard output, or draws on the terminal. */
export interface ReporterOrder {
  readonly name: ReporterName
  readonly file: string | null
}

interface Situation {
  readonly cwd: string
  readonly isTerminal: boolean
}

/**
 * Reads `--reporter NAME` and `--reporter NAME=FILE`. Plain text replaces the screen without a terminal.
 * Throws CommandFailure if a name is unknown or two write to one place.
 */
export const reporterOrders = (
  asked: readonly string[],
  { cwd, isTerminal }: Situation,
): readonly ReporterOrder[] => {
  const orders = (asked.length > 0 ? asked : ['tui'])
    .map((spoken) => orderOf(spoken, cwd))
    .map((order): ReporterOrder =>
      order.name === 'tui' && !isTerminal ? { ...order, name: 'plain' } : order,
    )
  refuseSharedPlaces(orders)
  return orders
}

const orderOf = (spoken: string, cwd: string): ReporterOrder => {
  const [word = '', ...rest] = spoken.split('=')
  const name = reporterNames.find((known) => known === word)
  if (name === undefined) throw usage(unknownText(word))
  if (rest.length === 0) return { name, file: null }
  if (name === 'tui') throw usage(`--reporter ${spoken}: tui draws on the terminal, and writes no file`)
  const file = rest.join('=')
  if (file === '') throw usage(`--reporter ${spoken} names no file; write one behind the "="`)
  return { name, file: resolve(cwd, file) }
}

const unknownText = (word: string): string => {
  const nearest = nearestName(word, reporterNames)
  const hint = nearest === null ? '' : `; did you mean "${nearest}"?`
  return `--reporter is tui, plain, json, junit or github, not "${word}"${hint}`
}

const refuseSharedPlaces = (orders: readonly ReporterOrder[]): void => {
  for (const [index, { name, file }] of orders.entries()) {
    const earlier = orders.slice(0, index).find((other) => other.file === file)
    if (earlier === undefined) continue
    if (file !== null) throw usage(`--reporter ${earlier.name} and --reporter ${name} both write to ${file}`)
    throw usage(
      `--reporter ${earlier.name} and --reporter ${name} both write to standard output; ` +
        `give one of them a file, as in --reporter ${movable(earlier.name, name)}=FILE`,
    )
  }
}

const movable = (first: ReporterName, second: ReporterName): ReporterName =>
  second === 'tui' ? first : second

const usage = (message: string): CommandFailure => new CommandFailure(failureCodes.usage, message)
