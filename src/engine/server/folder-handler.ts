import { documentBytesMax } from '../content/index.ts'
import type { ArbiterSession, Digest, ShareAnswer } from '../ports/index.ts'
import { type FileRequest, type FileValue, Refused } from '../protocol/index.ts'
import { presentOrNull } from '../replication/exchange/index.ts'
import { isContent, isPack } from './adopt-object.ts'
import { hashIn, mayTouch } from './may-touch.ts'
import type { ServerLimits } from './server-limits.ts'

/** For presence records and clock files, so that clients cannot store data in them. */
const noteBytesMax = 64 * 1024

/** Throws Refused if a request is not allowed. */
export class FolderHandler {
  readonly #digest: Digest
  readonly #limits: ServerLimits

  constructor(digest: Digest, limits: ServerLimits) {
    this.#digest = digest
    this.#limits = limits
  }

  async answer(folder: ArbiterSession, request: FileRequest): Promise<ShareAnswer<FileValue>> {
    if (!mayTouch(request))
      throw new Refused(
        'denied',
        'A client may not ask for that',
        request.path,
        'Ask for what belongs to the exchange of a client file.',
      )
    switch (request.kind) {
      case 'read':
        return this.#read(folder, request.path)
      case 'read-part':
        return folder.readPart(request.path, request.offset, this.#fitting(request.length))
      case 'size':
        return folder.sizeBytes(request.path)
      case 'list':
        return folder.list(request.path)
      case 'modified':
        return folder.modifiedMs(request.path)
      case 'create':
        return folder.createExclusive(request.path, this.#note(request.path, request.bytes))
      case 'remove':
        return folder.remove(request.path)
      case 'write':
        return this.#write(folder, request.path, request.bytes)
      case 'write-part':
        return this.#writePart(folder, request)
      case 'rename':
        return this.#adopt(folder, request.path, request.to)
    }
  }

  async #read(folder: ArbiterSession, path: string): Promise<ShareAnswer<Uint8Array>> {
    const size = await folder.sizeBytes(path)
    if (size.kind === 'ok') this.#fits(size.value, path)
    return size.kind === 'ok' ? folder.read(path) : size
  }

  #fitting(length: number): number {
    return Math.min(length, this.#limits.readBytesMax)
  }

  #fits(sizeBytes: number, path: string): void {
    const { readBytesMax } = this.#limits
    if (sizeBytes <= readBytesMax) return
    throw new Refused(
      'too-large',
      `It has ${sizeBytes} bytes, and one answer at most ${readBytesMax}`,
      path,
      'Ask for it in parts.',
    )
  }

  #note(path: string, bytes: Uint8Array): Uint8Array {
    if (bytes.length <= noteBytesMax) return bytes
    throw new Refused(
      'too-large',
      `A note has at most ${noteBytesMax} bytes, and this one ${bytes.length}`,
      path,
      'Leave a shorter one.',
    )
  }

  async #write(folder: ArbiterSession, path: string, bytes: Uint8Array): Promise<ShareAnswer<null>> {
    if (!path.startsWith('.shakedown/contents/')) return folder.writeWhole(path, this.#note(path, bytes))
    if (this.#digest.sha256Hex(bytes) !== hashIn(path)) throw notItsName(path)
    return folder.writeWhole(path, bytes)
  }

  async #writePart(
    folder: ArbiterSession,
    { path, offset, bytes }: { readonly path: string; readonly offset: number; readonly bytes: Uint8Array },
  ): Promise<ShareAnswer<null>> {
    const there = presentOrNull(await folder.sizeBytes(path)) ?? 0
    // Refuses holes: a sparse file of zeros would cost its sender nothing.
    if (offset > there || offset + bytes.length > 2 * documentBytesMax)
      throw new Refused(
        'denied',
        `A piece at byte ${offset} does not continue the ${there} bytes that are there`,
        path,
        'Ask how much is there, and go on from that.',
      )
    return folder.writePart(path, offset, bytes)
  }

  async #adopt(folder: ArbiterSession, from: string, to: string): Promise<ShareAnswer<null>> {
    const ports = { folder, digest: this.#digest }
    if (presentOrNull(await folder.sizeBytes(from)) === null) {
      // Another instance may have adopted it and its answer was lost.
      const isThere = presentOrNull(await folder.sizeBytes(to)) !== null
      return isThere ? { kind: 'ok', value: null } : { kind: 'absent' }
    }
    const isSmall = to.startsWith('.shakedown/contents/')
    const isSound = await (isSmall ? isContent : isPack)(from, hashIn(to), ports)
    if (isSound) return folder.rename(from, to)
    presentOrNull(await folder.remove(from))
    throw notItsName(to)
  }
}

const notItsName = (path: string): Refused =>
  new Refused(
    'not-let-in',
    'What was brought is not what its name says',
    path,
    'Bring it once more, from the beginning.',
  )
