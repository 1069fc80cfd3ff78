import { afterAll, beforeAll, expect, test } from 'vitest'

import type { StandingFact } from '../../src/access/ports/data-store.ts'
import { type ProvedRequest, proveRequest, renewalRequest } from '../../src/access/request/request-proof.ts'
import { fileFact, firmOf, grantFact, roleFact, userFact } from '../../src/access/rights/fact.ts'
import { defaultSessionRules, stalenessBoundMs } from '../../src/access/session/session-renewal.ts'
import { SessionService } from '../../src/access/session/session-service.ts'
import { must } from '../../src/engine/invariant.ts'
import { ldapDirectory } from '../../src/real/directory/ldap/ldap-directory.ts'
import { realDigest } from '../../src/real/machine/real-digest.ts'
import { realSignature } from '../../src/real/machine/real-signature.ts'
import { type LdapPerson, type OpenLdap, startOpenLdap } from './openldap-server.ts'

const ann: LdapPerson = { uid: 'ann', name: 'Ann Auditor', password: 'right horse' }
const signature = realSignature
const by = { signature, digest: realDigest }
const [ours, hers] = [1, 2].map((seed) => signature.keyPair(new Uint8Array(32).fill(seed)))

let server: OpenLdap

beforeAll(async () => {
  server = await startOpenLdap()
}, 60_000)

afterAll(() => server?.stop())

/** A desk whose people are in a real OpenLDAP, and whose clock one can turn. */
const openDesk = async () => {
  await server.put(ann)
  const world = { nowMs: Date.now(), nonces: 0, audited: [] as string[] }
  const facts = [
    userFact('ann', { state: 'active', name: 'Ann' }),
    roleFact('staff', { rights: ['open', 'write'] }),
    fileFact('file-1', { name: 'ACME', root: '' }),
    grantFact('file-1', 'user:ann', { role: 'staff' }),
  ] as readonly StandingFact[]
  const desk = new SessionService({
    issuer: { name: 'one', keys: must(ours, 'an instance has keys') },
    directory: ldapDirectory(server.settings, () => Date.now()),
    knowFirm: async () => ({ firm: firmOf(facts), asOfMs: world.nowMs }),
    rules: defaultSessionRules,
    stalenessBoundMs: stalenessBoundMs(defaultSessionRules),
    ports: { ...by, clock: { nowMs: () => world.nowMs, after: () => () => {} } },
    audit: ({ kind }) => {
      world.audited.push(kind)
      return true
    },
  })
  const proof = (request: ProvedRequest): Uint8Array => {
    const nonce = new Uint8Array(12).fill((world.nonces += 1))
    return proveRequest(request, { atMs: world.nowMs, nonce }, must(hers, 'a client has keys').privateKey, by)
  }
  const asks = async (token: Uint8Array) => {
    const request = { token, file: 'ACME', body: Uint8Array.of(1) }
    return (await desk.admit({ ...request, proof: proof(request), fileId: 'file-1' })).kind
  }
  const renews = (token: Uint8Array) => desk.renew({ token, proof: proof(renewalRequest(token)) })
  return { world, desk, asks, renews }
}

const logsOn = async (desk: SessionService): Promise<Uint8Array> => {
  const clientKey = must(hers, 'a client has keys').publicKey
  const outcome = await desk.logOn({ user: 'ann', password: ann.password, address: '10.0.0.1', clientKey })
  if (outcome.kind !== 'session') throw new Error(outcome.what)
  return outcome.token
}

const disabled = { ...ann, attributes: { pwdAccountLockedTime: '000001010000Z' } }

test('an account that OpenLDAP disables in the middle of a session is out when its token ends, and never renewed', async () => {
  const { world, desk, asks, renews } = await openDesk()
  const token = await logsOn(desk)
  expect(await asks(token)).toBe('admitted')

  await server.put(disabled)
  world.nowMs += defaultSessionRules.lifeMs - 1
  const [meanwhile, renewed] = [await asks(token), await renews(token)]
  world.nowMs += 2

  expect(meanwhile).toBe('admitted')
  expect(renewed).toMatchObject({ kind: 'not-let-in', reason: 'denied' })
  expect(await asks(token)).toBe('not-let-in')
  expect(world.audited).toEqual(['logged-on', 'session-ended'])
})

test('while OpenLDAP is away a session goes on for the grace, and no longer: who was disabled meanwhile is out within the window', async () => {
  const { world, desk, asks, renews } = await openDesk()
  let token = await logsOn(desk)
  const untilMs = world.nowMs + stalenessBoundMs(defaultSessionRules)
  await server.put(disabled)
  await server.stop()

  let lastMs = 0
  while (world.nowMs <= untilMs + defaultSessionRules.lifeMs) {
    const outcome = await renews(token)
    if (outcome.kind === 'session') token = outcome.token
    if ((await asks(token)) === 'admitted') lastMs = world.nowMs
    world.nowMs += 60_000
  }

  expect(lastMs).toBeLessThanOrEqual(untilMs)
  expect(lastMs).toBeGreaterThan(untilMs - defaultSessionRules.lifeMs - 60_000)
})
