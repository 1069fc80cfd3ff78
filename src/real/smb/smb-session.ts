import type { ArbiterSession, ShareAnswer } from '../../engine/ports/index.ts'
import { isTemporaryName, temporaryName } from '../disk/index.ts'
import { meaningOf } from './nt-status.ts'
import type { OpenedFile } from './smb-bodies.ts'
import { how, type OpenKind, SmbFiles } from './smb-files.ts'
import { asShareTrouble, type SmbTree, type TreeAnswer } from './smb-tree.ts'

export interface SmbSessionParts {
  readonly tree: SmbTree
  /** The session's folder in the share; empty for the whole share. */
  readonly root: string
  readonly onLost: () => void
}

/** One session on a folder of an SMB share. Every request opens the file, acts, and closes it again. */
export class SmbSession implements ArbiterSession {
  readonly #tree: SmbTree
  readonly #files: SmbFiles
  readonly #root: string
  readonly #onLost: () => void
  #isOpen = true

  constructor({ tree, root, onLost }: SmbSessionParts) {
    this.#tree = tree
    this.#files = new SmbFiles(tree, root)
    this.#root = root
    this.#onLost = onLost
  }

  read(path: string): Promise<ShareAnswer<Uint8Array>> {
    return this.#onFile(path, how.read, (file) => this.#tree.read(file, 0, file.sizeBytes))
  }

  readPart(path: string, offset: number, length: number): Promise<ShareAnswer<Uint8Array>> {
    return this.#onFile(path, how.read, (file) =>
      this.#tree.read(file, offset, Math.min(length, Math.max(0, file.sizeBytes - offset))),
    )
  }

  sizeBytes(path: string): Promise<ShareAnswer<number>> {
    return this.#onFile(path, how.look, async ({ sizeBytes }) => ({ kind: 'ok', value: sizeBytes }))
  }

  modifiedMs(path: string): Promise<ShareAnswer<number>> {
    return this.#onFile(path, how.look, async ({ modifiedMs }) => ({ kind: 'ok', value: modifiedMs }))
  }

  async list(path: string): Promise<ShareAnswer<readonly string[]>> {
    const found = await this.#onFile(path, how.list, (folder) => this.#tree.names(folder))
    if (found.kind !== 'ok') return found
    const names = found.value.filter((name) => !isTemporaryName(name))
    return { kind: 'ok', value: names.sort((a, b) => (a < b ? -1 : 1)) }
  }

  writeWhole(path: string, bytes: Uint8Array): Promise<ShareAnswer<null>> {
    return this.#asking(path, (full) => {
      const temporary = [...full.split('/').slice(0, -1), temporaryName()].join('/')
      return this.#files.inFolders(full, () =>
        this.#files.made(temporary, async (file) => {
          const written = await this.#files.writeFlushed(file, 0, bytes)
          return written.kind === 'ok' ? this.#files.name(file, full) : written
        }),
      )
    })
  }

  writePart(path: string, offset: number, bytes: Uint8Array): Promise<ShareAnswer<null>> {
    return this.#asking(path, (full) =>
      offset === 0
        ? this.#files.inFolders(full, () =>
            this.#files.on(full, how.add, (file) => this.#files.writeFlushed(file, 0, bytes)),
          )
        : this.#files.on(full, how.goOn, async (file) =>
            file.sizeBytes < offset ? noBeginning : this.#files.writeFlushed(file, offset, bytes),
          ),
    )
  }

  createExclusive(path: string, bytes: Uint8Array): Promise<ShareAnswer<'made' | 'exists'>> {
    return this.#asking(path, async (full) => {
      const answer = await this.#files.inFolders(full, () =>
        this.#files.made(full, (file) => this.#files.writeFlushed(file, 0, bytes)),
      )
      if (answer.kind === 'ok') return { kind: 'ok', value: 'made' }
      const isTaken = answer.kind === 'status' && meaningOf(answer.status).kind === 'exists'
      return isTaken ? { kind: 'ok', value: 'exists' } : answer
    })
  }

  rename(from: string, to: string): Promise<ShareAnswer<null>> {
    return this.#asking(to, async (target) =>
      leadsOut(from)
        ? outOfFolder
        : this.#files.on(this.#fullPath(from), how.move, (file) =>
            this.#files.inFolders(target, () => this.#files.name(file, target)),
          ),
    )
  }

  remove(path: string): Promise<ShareAnswer<null>> {
    return this.#onFile(path, how.remove, async () => ({ kind: 'ok', value: null }))
  }

  async disconnect(): Promise<void> {
    if (!this.#isOpen) return
    this.#isOpen = false
    await this.#tree.leave()
  }

  #onFile<T>(
    path: string,
    kind: OpenKind,
    use: (file: OpenedFile) => Promise<TreeAnswer<T>>,
  ): Promise<ShareAnswer<T>> {
    return this.#asking(path, (full) => this.#files.on(full, kind, use))
  }

  async #asking<T>(path: string, ask: (full: string) => Promise<TreeAnswer<T>>): Promise<ShareAnswer<T>> {
    if (leadsOut(path)) return asShareTrouble(outOfFolder, path)
    if (!this.#isOpen) return { kind: 'lost', detail: 'the session was given back' }
    const answer = await ask(this.#fullPath(path))
    if (answer.kind === 'ok') return answer
    if (answer.kind === 'gone') this.#onLost()
    const trouble = asShareTrouble(answer, path)
    if (trouble.kind !== 'absent' || (await this.#isRootThere())) return trouble
    return { kind: 'lost', detail: `${path}: the shared folder is gone` }
  }

  async #isRootThere(): Promise<boolean> {
    if (this.#root === '') return true
    const found = await this.#files.on(this.#root, how.look, async () => ({ kind: 'ok', value: null }))
    return found.kind === 'ok'
  }

  #fullPath(path: string): string {
    return [this.#root, path].filter((part) => part !== '').join('/')
  }
}

/** Like the host's status for an absent file: the bytes before this part are missing. */
const noBeginning = { kind: 'status', status: 0xc0000034 } as const

const outOfFolder = { kind: 'status', status: 0xc0000033 } as const

// A colon would name an alternate stream, and a separator of Windows would lead elsewhere.
const leadsOut = (path: string): boolean =>
  path !== '' && path.split('/').some((name) => ['', '.', '..'].includes(name) || /[\\:\0]/.test(name))
