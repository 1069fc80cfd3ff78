import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { developmentCertificate } from '../../src/real/https/server/index.ts'
import { type MeasuredServer, startOurs } from '../server/measured-server.ts'
import { makeFile } from '../server/server-scene.ts'
import { decompressionBomb } from './decompression-bomb.ts'
import { malformed } from './malformed.ts'
import { hangUp, rawRequest } from './raw-request.ts'
import { type Colleague, colleague } from './well-formed.ts'

export interface LoadOptions {
  readonly seconds: number
  readonly colleagues: number
  /** How many send what is malformed, one after the other, as fast as they are answered. */
  readonly strangers: number
}

export interface Held {
  readonly atSeconds: number
  readonly megabytes: number
  readonly files: number
}

export interface LoadResult {
  readonly exchanges: number
  readonly edits: number
  /** Of the well-formed ones, what was not answered as it should be. */
  readonly failed: readonly string[]
  /** By name, how often each was sent. */
  readonly sent: Readonly<Record<string, number>>
  /** What was malformed and not refused with a reason. */
  readonly unrefused: readonly string[]
  /** What the server's process held, from when it was warm to the end. */
  readonly held: readonly Held[]
  /** When everybody had left. */
  readonly left: Held
  readonly isLevel: boolean
  readonly endedWith: number | string
}

/** Colleagues at work and strangers with what no client sends, both at one server, for as long as it is told. */
export const runLoad = async (options: LoadOptions): Promise<LoadResult> => {
  const folder = mkdtempSync(join(tmpdir(), 'shakedown-load-'))
  const [root, state, tokens] = ['files', 'shakedown', 'tokens'].map((name) => join(folder, name))
  const token = randomBytes(32).toString('hex')
  mkdirSync(root ?? '')
  const fileId = await makeFile(join(root ?? '', 'ACME'))
  writeFileSync(tokens ?? '', `ann ${createHash('sha256').update(token).digest('hex')}\n`)
  await developmentCertificate(state)
  const server = await startOurs(root ?? '', state ?? '', ['--tokens', tokens ?? ''])
  try {
    return await loaded(server, { token, bomb: decompressionBomb(fileId, 1000) }, options)
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const loaded = async (
  server: MeasuredServer,
  known: { readonly token: string; readonly bomb: Uint8Array },
  { seconds, colleagues, strangers }: LoadOptions,
): Promise<LoadResult> => {
  const startMs = performance.now()
  const isOver = (): boolean => performance.now() - startMs > seconds * 1000
  const team: Colleague[] = []
  for (let index = 0; index < colleagues; index += 1) {
    const parts = { address: `https://127.0.0.1:${server.port}/ACME`, ca: server.ca, token: known.token }
    team.push(await colleague({ ...parts, name: `ann-${index}`, pauseMs: 40 }))
  }
  const sent: Record<string, number> = {}
  const unrefused: string[] = []
  const watched = watch(server, startMs, { isOver, everyMs: (seconds * 1000) / 20 })
  const strange = Array.from({ length: strangers }, (_, index) =>
    disturbs(server, known, { isOver, index, sent, unrefused }),
  )
  const worked = await Promise.all(team.map(({ works }) => works(isOver)))
  // Everybody has brought everything by now, and nobody writes any more.
  const lastly = await Promise.all(team.map(({ levels }) => levels()))
  await Promise.all(strange)
  const held = await watched
  const isLevel = new Set(team.map(({ copy }) => copy.canonicalState())).size === 1
  await Promise.all(team.map(({ leaves }) => leaves()))
  // Connections that were given up are noticed by their closing, which is under way.
  await sleep(2000)
  const left = heldBy(server, startMs)
  await server.stop()
  return {
    exchanges: worked.reduce((sum, { exchanges }) => sum + exchanges, 0),
    edits: worked.reduce((sum, { edits }) => sum + edits, 0),
    failed: [...worked.flatMap(({ failed }) => failed), ...lastly.flat()],
    sent,
    unrefused,
    // What comes first warms up.
    held: held.slice(4),
    left,
    isLevel,
    endedWith: await server.ended,
  }
}

interface Disturbance {
  readonly isOver: () => boolean
  readonly index: number
  readonly sent: Record<string, number>
  readonly unrefused: string[]
}

const disturbs = async (
  server: MeasuredServer,
  known: Parameters<(typeof malformed)[number]>[0],
  { isOver, index, sent, unrefused }: Disturbance,
): Promise<void> => {
  for (let at = index; !isOver(); at += 1) {
    const made = malformed[at % malformed.length]?.(known)
    if (!made) continue
    sent[made.name] = (sent[made.name] ?? 0) + 1
    if (made.statuses.length === 0) {
      await hangUp(server, made.bytes)
      continue
    }
    const { status, text } = await rawRequest(server, made.bytes)
    const isReasoned = text.trim().length > 10 || status === 200
    if (status === null || !made.statuses.includes(status) || !isReasoned)
      unrefused.push(`${made.name}: ${status} ${text.slice(0, 80)}`)
  }
}

const watch = async (
  server: MeasuredServer,
  startMs: number,
  { isOver, everyMs }: { readonly isOver: () => boolean; readonly everyMs: number },
): Promise<readonly Held[]> => {
  const held: Held[] = []
  while (!isOver()) {
    await sleep(everyMs)
    held.push(heldBy(server, startMs))
  }
  return held
}

const heldBy = ({ pid }: MeasuredServer, startMs: number): Held => ({
  atSeconds: Math.round((performance.now() - startMs) / 1000),
  megabytes:
    (Number(/VmRSS:\s+([0-9]+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024) / 1e6,
  files: readdirSync(`/proc/${pid}/fd`).length,
})
