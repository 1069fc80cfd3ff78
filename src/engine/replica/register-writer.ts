import { documentBytesMax, type LiveContent } from '../content/index.ts'
import { contentField, documentTable, nameField, refusedEntries } from '../document/index.ts'
import { contentValue, decodeEvent, type Op, textValue, type Value, type WriteOp } from '../event/index.ts'
import { type Dot, dotText, isSameDot } from '../identifier/index.ts'
import type { CausalLogs } from '../log/index.ts'
import {
  type FileState,
  isConflict,
  parseSeen,
  seenToken,
  type SeenToken,
  shownDots,
} from '../merge/index.ts'
import { type DiskRefusal, DiskTrouble, orDiskTrouble } from '../ports/index.ts'
import type { ByteSource, Contents, Stored } from '../storage/contents/index.ts'
import type { CopyIdentity } from '../storage/folder/index.ts'
import type { Closed } from './closed.ts'
import type { UserAction } from './log-writer.ts'
import type { EditOutcome, NotTaken, ResolveOutcome, SaveOutcome } from './outcomes.ts'
import { type RegisterAddress, writeOf, wroteAt } from './register-address.ts'

/** The value that a person takes from a conflict, and the values it settles, by value id. */
export interface Choice extends RegisterAddress {
  readonly take: string
  readonly resolves: readonly string[]
}

export interface WriteContext {
  readonly identity: () => CopyIdentity
  readonly state: () => FileState
  readonly log: CausalLogs
  readonly contents: Contents
  /** Throws DiskTrouble. */
  readonly nextDot: () => Dot | Closed
  readonly write: (ops: readonly Op[], action: UserAction) => Promise<Dot | Closed | DiskTrouble>
}

/** Writes registers. Each write supersedes exactly the values that its author was shown. */
export class RegisterWriter {
  readonly #parts: WriteContext

  constructor(parts: WriteContext) {
    this.#parts = parts
  }

  /** Writes one register: a single field, unless `write` names a group or a document. */
  async edit(
    address: RegisterAddress,
    write: { value: Value } & Partial<WriteOp>,
    seen: SeenToken,
    action: UserAction,
  ): Promise<EditOutcome> {
    const replaced = orDiskTrouble(() => this.#replaced(address, seen))
    if (replaced instanceof DiskTrouble) return { kind: 'disk-trouble', trouble: replaced }
    if (typeof replaced === 'string') return { kind: 'bad-seen', detail: replaced }
    const dot = await this.#parts.write([{ ...writeOf(address, write.value, replaced), ...write }], action)
    if ('kind' in dot) return refusal(dot)
    const register = this.#parts.state().register(address.table, address.key, address.field)
    const conflicts = register !== null && isConflict(register.siblings)
    return { kind: 'acknowledged', dot, seen: seenToken([dot]), conflicts }
  }

  async saveDocument(
    documentId: string,
    source: ByteSource,
    seen: SeenToken,
    action: UserAction,
  ): Promise<SaveOutcome> {
    const address = { table: documentTable, key: documentId, field: contentField }
    const replaced = orDiskTrouble(() => this.#replaced(address, seen))
    if (replaced instanceof DiskTrouble) return { kind: 'disk-trouble', trouble: replaced }
    if (typeof replaced === 'string') return { kind: 'bad-seen', detail: replaced }
    const stored = this.#put(source, this.#contentAt(address, replaced))
    if ('kind' in stored) return stored
    return this.saveContent(documentId, stored, seen, action)
  }

  /** The bytes must be stored already. */
  async saveContent(
    documentId: string,
    { hash, sizeBytes }: LiveContent,
    seen: SeenToken,
    action: UserAction,
  ): Promise<SaveOutcome> {
    const address = { table: documentTable, key: documentId, field: contentField }
    const write = { value: contentValue(hash, sizeBytes), merge: 'document' } as const
    const outcome = await this.edit(address, write, seen, action)
    return outcome.kind === 'acknowledged'
      ? { ...outcome, documentId, content: { hash, sizeBytes } }
      : outcome
  }

  async createDocument(name: string, source: ByteSource, action: UserAction): Promise<SaveOutcome> {
    const refused = refusedEntries([{ path: name, kind: 'file' }])[0]
    if (refused) return { kind: 'bad-name', detail: `${name} ${refused.reason}` }
    const stored = this.#put(source, null)
    if ('kind' in stored) return stored
    const next = nextDot(this.#parts)
    if ('kind' in next) return refusal(next)
    const documentId = dotText(next)
    const record = { table: documentTable, key: documentId }
    const named = writeOf({ ...record, field: nameField }, textValue(name), [])
    const { hash, sizeBytes } = stored
    const content = writeOf({ ...record, field: contentField }, contentValue(hash, sizeBytes), [])
    const ops = [
      { ...named, merge: 'claim' },
      { ...content, merge: 'document' },
    ] as const
    const dot = await this.#parts.write(ops, action)
    if ('kind' in dot) return refusal(dot)
    return { kind: 'acknowledged', documentId, content: stored, dot, conflicts: false }
  }

  async writeRecords(
    records: readonly (RegisterAddress & { value: Value })[],
    action: UserAction,
  ): Promise<Dot | Closed | DiskRefusal> {
    const state = this.#parts.state()
    const ops = records.map(({ value, ...address }) =>
      writeOf(address, value, shownDots(state.register(address.table, address.key, address.field))),
    )
    return acknowledged(await this.#parts.write(ops, action))
  }

  async register(): Promise<Dot | Closed | DiskRefusal> {
    const { copyName, user, parent } = this.#parts.identity()
    const action = { author: user, note: '' }
    return acknowledged(await this.#parts.write([{ kind: 'register-copy', copyName, user, parent }], action))
  }

  async resolve(choice: Choice, action: UserAction): Promise<ResolveOutcome> {
    const register = this.#parts.state().register(choice.table, choice.key, choice.field)
    if (!register || !isConflict(register.siblings)) {
      const detail = `${choice.table}/${choice.key}.${choice.field} is not in conflict here`
      return { kind: 'no-conflict', detail }
    }
    const { siblings, merge, group } = register
    const chosen = siblings.find((sibling) => dotText(sibling.dot) === choice.take)
    if (!chosen) {
      return { kind: 'unknown-value', detail: `${choice.take} is not one of the values in conflict there` }
    }
    const resolved = siblings.filter(
      (sibling) => sibling === chosen || choice.resolves.includes(dotText(sibling.dot)),
    )
    const supersedes = resolved.map((sibling) => sibling.dot)
    // A person's choice is an ordinary write, even if the value came from a template.
    const kept = merge === 'template' ? 'register' : merge
    const op: WriteOp = { ...writeOf(register, chosen.value, supersedes), merge: kept, group, resolves: true }
    const dot = await this.#parts.write([op], action)
    if ('kind' in dot) return refusal(dot)
    const left = siblings.filter(
      (sibling) => !resolved.includes(sibling) && sibling.canonical !== chosen.canonical,
    )
    return { kind: 'resolved', dot, left }
  }

  #put(source: ByteSource, near: string | null): LiveContent | NotTaken | DiskRefusal {
    const stored = orDiskTrouble(() => this.#parts.contents.putSource(source, near))
    if (stored instanceof DiskTrouble) return { kind: 'disk-trouble', trouble: stored }
    return stored.kind === 'stored' ? stored.content : notTaken(stored)
  }

  /** Hash of the base version, with which a save likely shares most of its bytes. */
  #contentAt(address: RegisterAddress, dots: readonly Dot[]): string | null {
    const siblings = this.#parts.state().register(address.table, address.key, address.field)?.siblings ?? []
    const base = siblings.find((sibling) => dots.some((dot) => isSameDot(sibling.dot, dot))) ?? siblings[0]
    return base?.value.kind === 'content' ? base.value.hash : null
  }

  /** Returns the dots that a token supersedes, or why it is no token of this register. */
  #replaced(address: RegisterAddress, seen: SeenToken): readonly Dot[] | string {
    const dots = parseSeen(seen)
    if (!dots) return `"${seen}" is not a seen token: give back the one that a read printed`
    const meant = dots.map((dot) => this.#meantAt(address, dot))
    const strange = dots[meant.indexOf(null)]
    if (!strange) return meant.flatMap((dot) => dot ?? [])
    return `${dotText(strange)} is no value of ${address.table}/${address.key}.${address.field} that this copy has shown`
  }

  /** Returns null if the event did not write there, and none if its log forked: then a person chooses. */
  #meantAt(address: RegisterAddress, dot: Dot): readonly Dot[] | null {
    const siblings = this.#parts.state().register(address.table, address.key, address.field)?.siblings ?? []
    // Avoids decoding hundreds of writes: usually the value still stands.
    if (siblings.some((sibling) => isSameDot(sibling.dot, dot))) return [dot]
    const meant = this.#parts.log.histories.dotsMeant(dot).filter((each) => this.#wasWrittenBy(each, address))
    if (meant.length === 0) return null
    return meant.length === 1 ? meant : []
  }

  #wasWrittenBy(dot: Dot, address: RegisterAddress): boolean {
    const { log } = this.#parts
    const history = log.log(dot.log)
    return (
      history !== null &&
      log.appliedSeq(dot.log) >= dot.seq &&
      wroteAt(decodeEvent(history.eventAt(dot.seq)), address)
    )
  }
}

/** Returns the dot of the next write, which also names the records it creates. */
export const nextDot = (parts: WriteContext): Dot | Closed | DiskTrouble =>
  orDiskTrouble(() => parts.nextDot())

const acknowledged = (dot: Dot | Closed | DiskTrouble): Dot | Closed | DiskRefusal =>
  'kind' in dot ? refusal(dot) : dot

export const refusal = (reason: Closed | DiskTrouble): Closed | DiskRefusal =>
  reason instanceof DiskTrouble ? { kind: 'disk-trouble', trouble: reason } : reason

const notTaken = (stored: Exclude<Stored, { kind: 'stored' }>): NotTaken => ({
  kind: 'not-taken',
  detail:
    stored.kind === 'changed'
      ? 'it was being written to while it was read; it is taken on the next time'
      : `it has ${stored.sizeBytes} bytes, and a document may have ${documentBytesMax} at the most`,
})
