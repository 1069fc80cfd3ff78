import { CodecError, NewerKindError } from '../../engine/binary/index.ts'
import type { Clock, Compression, Digest, Signature } from '../../engine/ports/index.ts'
import type { Refusal, RefusalCode } from '../../engine/protocol/index.ts'
import {
  type Centre,
  type FeedAnswer,
  type FeedEnvelope,
  type PageAnswer,
  StoreTrouble,
} from '../ports/index.ts'
import { judgeProof, SeenRequests } from '../request/index.ts'
import { branchKeyIn } from '../rights/index.ts'
import { encodeFeedAnswer } from './feed-answer.ts'
import { provedQuestion } from './feed-identity.ts'
import { decodeFeedQuestion, type FeedQuestion } from './feed-question.ts'

export interface FeedLimits {
  readonly questionBytesMax: number
  readonly changesMax: number
  readonly factsMax: number
  /** Characters of facts in one answer. The first entry always fits, so that paging advances. */
  readonly answerCharactersMax: number
  /** Shortest interval between records of a branch's requests, unless its initial load starts or ends. */
  readonly noteEveryMs: number
}

export const defaultFeedLimits: FeedLimits = {
  questionBytesMax: 4096,
  changesMax: 500,
  factsMax: 1000,
  answerCharactersMax: 1024 * 1024,
  noteEveryMs: 60_000,
}

export interface FeedHandlerParts {
  readonly centre: Centre
  readonly ports: {
    readonly clock: Clock
    readonly digest: Digest
    readonly signature: Signature
    readonly compression: Compression
  }
  readonly limits?: FeedLimits
}

export type FeedReply =
  | { readonly kind: 'answer'; readonly bytes: Uint8Array }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

export class FeedHandler {
  readonly #parts: FeedHandlerParts
  readonly #limits: FeedLimits
  readonly #seen = new SeenRequests()
  readonly #noted = new Map<string, { readonly atMs: number; readonly isFilled: boolean }>()

  constructor(parts: FeedHandlerParts) {
    this.#parts = parts
    this.#limits = parts.limits ?? defaultFeedLimits
  }

  async answer(envelope: FeedEnvelope): Promise<FeedReply> {
    if (envelope.body.length > this.#limits.questionBytesMax) return tooLarge
    const refusal = await this.#refusalOf(envelope)
    if (refusal) return refusal
    const question = questionIn(envelope.body)
    if ('refusal' in question) return question
    await this.#note(envelope.branch, question)
    const answer = await this.#answered(question)
    // Details are for the centre's administrator.
    if (answer.kind === 'unreachable') return notNow
    return { kind: 'answer', bytes: encodeFeedAnswer(answer, this.#parts.ports.compression) }
  }

  /** Returns null if the request is authentic, fresh and not replayed. */
  async #refusalOf({ branch, proof, body }: FeedEnvelope): Promise<FeedReply | null> {
    const { centre, ports } = this.#parts
    const nowMs = ports.clock.nowMs()
    const known = await centre.facts('branch', nowMs)
    if (known.kind !== 'facts') return notNow
    const clientKey = branchKeyIn(known.facts, branch)
    // Unknown names and wrong keys get the same answer, so that names cannot be guessed.
    if (!clientKey) return unknownBranch
    const judged = judgeProof(proof, provedQuestion(branch, body), { clientKey, nowMs }, ports)
    if (judged.kind === 'stale') return wrongTime
    if (judged.kind !== 'proved') return unknownBranch
    return this.#seen.isNew(judged.freshness, clientKey, nowMs) ? null : seenBefore
  }

  async #note(name: string, question: FeedQuestion): Promise<void> {
    const atMs = this.#parts.ports.clock.nowMs()
    const position = question.kind === 'changes' ? question.after.position : null
    const isFilled = position !== null
    const noted = this.#noted.get(name)
    const isRecent = noted && Math.abs(atMs - noted.atMs) < this.#limits.noteEveryMs
    if (isRecent && noted.isFilled === isFilled) return
    this.#noted.set(name, { atMs, isFilled })
    try {
      await this.#parts.centre.noteAsked({ name, atMs, position })
    } catch (trouble) {
      // A request that cannot be recorded is still answered.
      if (!(trouble instanceof StoreTrouble)) throw trouble
    }
  }

  async #answered(question: FeedQuestion): Promise<FeedAnswer | PageAnswer> {
    const { centre } = this.#parts
    const { changesMax, factsMax, answerCharactersMax } = this.#limits
    if (question.kind === 'changes') {
      const answer = await centre.changes(question.after, bounded(question.changesMax, changesMax))
      if (answer.kind !== 'changes') return answer
      return { ...answer, changes: firstOf(answer.changes, answerCharactersMax) }
    }
    const page = await centre.page(question.after, bounded(question.factsMax, factsMax))
    if (page.kind !== 'page') return page
    const facts = firstOf(page.facts, answerCharactersMax)
    return { ...page, facts, isLast: page.isLast && facts.length === page.facts.length }
  }
}

const bounded = (asked: number, max: number): number => Math.max(1, Math.min(asked, max))

const firstOf = <T extends object>(entries: readonly T[], charactersMax: number): readonly T[] => {
  let characters = 0
  const end = entries.findIndex((entry) => (characters += JSON.stringify(entry).length) > charactersMax)
  return end === -1 ? entries : entries.slice(0, Math.max(1, end))
}

const questionIn = (body: Uint8Array): FeedQuestion | Extract<FeedReply, { kind: 'refused' }> => {
  try {
    return decodeFeedQuestion(body)
  } catch (trouble) {
    if (trouble instanceof NewerKindError)
      return refused('newer', trouble.message, 'Update the centre first.')
    if (trouble instanceof CodecError)
      return refused('malformed', trouble.message, 'Update the program that asked.')
    throw trouble
  }
}

const refused = (code: RefusalCode, what: string, next: string) =>
  ({ kind: 'refused', refusal: { code, what, where: 'the data store', next } }) as const

const tooLarge = refused('too-large', 'That is no question of a branch', 'Update the program that asked.')
const notNow = refused('unavailable', 'The centre cannot read its data store now', 'Try again later.')
const unknownBranch = refused(
  'unknown-user',
  'The centre does not know this branch, or not by this key',
  'The operator of the centre registers it there, with datastore branch-key.',
)
const wrongTime = refused(
  'unknown-user',
  'The request names a time that is not now',
  'See to it that the clocks of the branch and the centre are right.',
)
const seenBefore = refused('unknown-user', 'The request was made before', 'Send a new request.')
