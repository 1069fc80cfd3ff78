import type { FactRow, StandingFact } from '../../../src/access/ports/data-store.ts'
import type { AccountAnswer, Directory } from '../../../src/access/ports/user-directory.ts'
import { proveRequest, renewalRequest } from '../../../src/access/request/request-proof.ts'
import {
  fileFact,
  firmOf,
  grantFact,
  roleFact,
  serverFact,
  userFact,
} from '../../../src/access/rights/fact.ts'
import type { AuditEntry } from '../../../src/access/session/audit.ts'
import { defaultSessionRules } from '../../../src/access/session/session-renewal.ts'
import { SessionService } from '../../../src/access/session/session-service.ts'
import { realDigest } from '../../../src/real/machine/real-digest.ts'
import { realSignature } from '../../../src/real/machine/real-signature.ts'

export const minuteMs = 60_000
export const keysOf = (seed: number) => realSignature.keyPair(new Uint8Array(32).fill(seed))
export const [ann, mallory] = [keysOf(10), keysOf(11)]

/** Two server instances of one firm, a directory that one can change, and a clock that one can turn. */
export const firm = () => {
  const world = {
    nowMs: 1_000_000_000,
    states: new Map<string, string>([
      ['ann', 'active'],
      ['bob', 'active'],
    ]),
    isDirectoryAway: false,
    factsAgeMs: 0,
    isFilled: true,
    audit: [] as AuditEntry[],
    isAuditKept: true,
    /** Ends what the directory is asked, where it was told to think. */
    thinking: null as (() => void)[] | null,
    asked: 0,
  }
  const account = (user: string): AccountAnswer =>
    world.isDirectoryAway
      ? { kind: 'unreachable', detail: 'no way there' }
      : { kind: 'account', state: (world.states.get(user) ?? 'unknown') as 'active' }
  const directory: Directory = {
    logOn: async (user, password) => {
      world.asked += 1
      await new Promise<void>((resolve) => (world.thinking ? world.thinking.push(resolve) : resolve()))
      const answer = account(user)
      if (answer.kind === 'unreachable') return answer
      if (answer.state === 'unknown' || password !== `${user}s own`) return { kind: 'wrong' }
      if (answer.state !== 'active')
        return { kind: answer.state, detail: `the account ${user} is ${answer.state}` }
      return { kind: 'welcome', user, name: user }
    },
    account: async (user) => account(user),
    close: async () => {},
  }
  const facts: readonly FactRow[] = [
    userFact('ann', { state: 'active', name: 'Ann' }),
    userFact('bob', { state: 'active', name: 'Bob' }),
    roleFact('reader', { rights: ['open'] }),
    fileFact('file-1', { name: 'ACME', root: '' }),
    fileFact('file-2', { name: 'OTHER', root: '' }),
    grantFact('file-1', 'user:ann', { role: 'reader' }),
    serverFact('one', { publicKey: keysOf(1).publicKey.toHex() }),
    serverFact('two', { publicKey: keysOf(2).publicKey.toHex() }),
  ]
  const instance = (name: string, seed: number): SessionService =>
    new SessionService({
      issuer: { name, keys: keysOf(seed) },
      directory,
      knowFirm: async () =>
        world.isFilled
          ? { firm: firmOf(facts as readonly StandingFact[]), asOfMs: world.nowMs - world.factsAgeMs }
          : null,
      rules: defaultSessionRules,
      stalenessBoundMs: 30 * minuteMs,
      ports: {
        clock: { nowMs: () => world.nowMs, after: () => () => {} },
        digest: realDigest,
        signature: realSignature,
      },
      audit: (entry) => {
        if (world.isAuditKept) world.audit.push(entry)
        return world.isAuditKept
      },
    })
  return { world, one: instance('one', 1), two: instance('two', 2), instance }
}

export const asAnn = { user: 'ann', password: 'anns own', address: '10.0.0.1', clientKey: ann.publicKey }

export const asBob = { ...asAnn, user: 'bob', password: 'bobs own' }

/** Everything that can happen without the directory has happened. */
export const waitForAll = () => new Promise((resolve) => setImmediate(resolve))

export const tokenAt = async (service: SessionService): Promise<Uint8Array> => {
  const outcome = await service.logOn(asAnn)
  if (outcome.kind !== 'session') throw new Error(outcome.what)
  return outcome.token
}

let nonces = 0
export const request = (
  token: Uint8Array,
  nowMs: number,
  change: { fileId?: string | null; keys?: typeof ann } = {},
) => {
  const asked = { token, file: 'ACME', body: Uint8Array.of(1) }
  const nonce = new Uint8Array(12).fill((nonces += 1))
  const proof = proveRequest(asked, { atMs: nowMs, nonce }, (change.keys ?? ann).privateKey, {
    signature: realSignature,
    digest: realDigest,
  })
  return { ...asked, proof, fileId: change.fileId === undefined ? 'file-1' : change.fileId }
}

export const renewal = (token: Uint8Array, atMs: number, keys = ann) => {
  const nonce = new Uint8Array(12).fill((nonces += 1))
  const by = { signature: realSignature, digest: realDigest }
  return { token, proof: proveRequest(renewalRequest(token), { atMs, nonce }, keys.privateKey, by) }
}
