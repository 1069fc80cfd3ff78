import childProcess from 'node:child_process'
import crypto from 'node:crypto'
import dns from 'node:dns'
import fs from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import timers from 'node:timers'

/** Replaces the real clock and Math.random while the engine runs in a world. */
export interface VirtualSources {
  nowMs(): number
  unit(): number
}

/** Guards everything that runs inside a world, so the engine never reaches the real machine. */
export interface Traps {
  enter(sources: VirtualSources): void
  leave(): void
  disarm(): void
}

export class TrapError extends Error {
  override readonly name = 'TrapError'
}

type AnyFunction = (...parameters: never[]) => unknown

/**
 * Wraps the ways to the real world once; they stay open until `enter`. Arm them before loading the engine: a
 * reference taken earlier would escape.
 */
export const armTraps = (): Traps => {
  const gate = { closed: false, opened: new Map<object, Map<string, unknown>>() }
  for (const [owner, names] of trappedFunctions()) {
    for (const name of names) wrap(gate, owner, name)
  }
  syncBuiltinESMExports()
  const real = { Date: globalThis.Date, random: Math.random, user: userOf(process) }
  return {
    enter: (sources) => {
      if (gate.closed) throw new TrapError('Two worlds cannot run in one thread at once')
      gate.closed = true
      globalThis.Date = virtualDate(real.Date, sources)
      Math.random = () => sources.unit()
      Object.assign(process, virtualUser)
    },
    leave: () => {
      gate.closed = false
      globalThis.Date = real.Date
      Math.random = real.random
      Object.assign(process, real.user)
    },
    disarm: () => {
      for (const [owner, names] of gate.opened) {
        for (const [name, value] of names) Reflect.set(owner, name, value)
      }
      syncBuiltinESMExports()
    },
  }
}

const trappedFunctions = (): [object, string[]][] => [
  [globalThis, ['setTimeout', 'setInterval', 'setImmediate', 'fetch']],
  [timers, ['setTimeout', 'setInterval', 'setImmediate']],
  [performance, ['now']],
  [process.hrtime, ['bigint']],
  [Temporal.Now, ['instant', 'plainDateISO', 'plainDateTimeISO', 'plainTimeISO', 'zonedDateTimeISO']],
  [process, ['hrtime', 'uptime']],
  [crypto, ['randomBytes', 'randomUUID', 'randomInt', 'randomFillSync', 'getRandomValues']],
  [globalThis.crypto, ['randomUUID', 'getRandomValues']],
  [
    fs,
    functionNames(
      fs,
      /^(read|write|open|append|mkdir|rm|rename|unlink|stat|lstat|readdir|watch|create|copy|fsync|exists|access)/,
    ),
  ],
  [fs.promises, functionNames(fs.promises, /^(?!constants)/)],
  [net, ['connect', 'createConnection', 'createServer']],
  [http, ['request', 'get', 'createServer']],
  [https, ['request', 'get', 'createServer']],
  [dns, ['lookup', 'resolve']],
  [childProcess, ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork']],
]

const functionNames = (owner: object, pattern: RegExp): string[] =>
  Object.keys(owner).filter(
    (name) => pattern.test(name) && typeof Reflect.get(owner, name) === 'function' && !isClass(name),
  )

const isClass = (name: string): boolean => /^[A-Z]/.test(name)

const wrap = (
  gate: { closed: boolean; opened: Map<object, Map<string, unknown>> },
  owner: object,
  name: string,
): void => {
  const original: unknown = Reflect.get(owner, name)
  if (typeof original !== 'function') return
  const kept = gate.opened.get(owner) ?? new Map<string, unknown>()
  gate.opened.set(owner, kept.set(name, original))
  const call = original as AnyFunction
  const guarded = function (this: unknown, ...parameters: never[]): unknown {
    if (gate.closed) throw new TrapError(`${name}() was called inside a simulated world: ask a port instead`)
    return Reflect.apply(call, this, parameters)
  }
  // Properties of the function, such as hrtime.bigint and setTimeout's promisify symbol, stay reachable.
  Object.defineProperties(guarded, Object.getOwnPropertyDescriptors(original))
  Reflect.set(owner, name, guarded)
}

interface UserOfProcess {
  readonly getuid: (() => number) | undefined
  readonly getgid: (() => number) | undefined
}

// The user of this process must not leak into a run. The real answer costs a system call, and memfs asks at every
// step of a path.
const virtualUser: UserOfProcess = { getuid: () => 0, getgid: () => 0 }

const userOf = ({ getuid, getgid }: NodeJS.Process): UserOfProcess => ({ getuid, getgid })

// A plain function, not a derived class: memfs makes eight dates a write, and a derived class slows each of them.
const virtualDate = (RealDate: DateConstructor, sources: VirtualSources): DateConstructor => {
  function VirtualDate(...parameters: [] | [number]): Date | string {
    if (!new.target) return new RealDate(sources.nowMs()).toString()
    return parameters.length === 0 ? new RealDate(sources.nowMs()) : new RealDate(...parameters)
  }
  const statics = { now: () => sources.nowMs(), parse: RealDate.parse, UTC: RealDate.UTC }
  return Object.assign(VirtualDate, statics, { prototype: RealDate.prototype }) as unknown as DateConstructor
}
