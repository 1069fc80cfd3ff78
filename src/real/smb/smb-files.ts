import { setTimeout as sleep } from 'node:timers/promises'

import { foldersAbove } from '../disk/index.ts'
import { meaningOf, status } from './nt-status.ts'
import { access, disposition, type OpenedFile, option } from './smb-bodies.ts'
import type { SmbTree, TreeAnswer } from './smb-tree.ts'

export const how = {
  read: { access: access.read, disposition: disposition.open, options: option.file },
  look: { access: access.look, disposition: disposition.open, options: 0 },
  list: { access: access.read, disposition: disposition.open, options: option.folder },
  add: { access: access.write, disposition: disposition.openOrCreate, options: option.file },
  goOn: { access: access.write, disposition: disposition.open, options: option.file },
  make: { access: access.write | access.delete, disposition: disposition.create, options: option.file },
  makeFolder: { access: access.look, disposition: disposition.openOrCreate, options: option.folder },
  move: { access: access.delete | access.look, disposition: disposition.open, options: 0 },
  remove: {
    access: access.delete,
    disposition: disposition.open,
    options: option.file | option.deleteOnClose,
  },
} as const

export type OpenKind = (typeof how)[keyof typeof how]

/** Renaming over a file fails while another client reads it. */
const renameTries = 6
const renameWaitMs = 50
const busyWhileRead: readonly number[] = [status.sharingViolation, status.accessDenied]

const done = { kind: 'ok', value: null } as const

export class SmbFiles {
  readonly #tree: SmbTree
  readonly #root: string

  constructor(tree: SmbTree, root: string) {
    this.#tree = tree
    this.#root = root
  }

  async on<T>(
    path: string,
    kind: OpenKind,
    use: (file: OpenedFile) => Promise<TreeAnswer<T>>,
  ): Promise<TreeAnswer<T>> {
    const opened = await this.#tree.open({ path, ...kind })
    if (opened.kind !== 'ok') return opened
    const used = await use(opened.value)
    const closed = await this.#tree.close(opened.value)
    return used.kind === 'ok' && closed.kind !== 'ok' ? closed : used
  }

  /** Creates a file. If it cannot be filled, removes it again. */
  async made(
    path: string,
    writeContent: (file: OpenedFile) => Promise<TreeAnswer<null>>,
  ): Promise<TreeAnswer<null>> {
    let isMade = false
    const answer = await this.on(path, how.make, (file) => {
      isMade = true
      return writeContent(file)
    })
    if (isMade && answer.kind === 'status') await this.on(path, how.remove, async () => done)
    return answer
  }

  /**
   * Runs work that needs the folders above a path, creating them if absent. Never creates the root: if it is gone,
   * work would be lost.
   */
  async inFolders(path: string, work: () => Promise<TreeAnswer<null>>): Promise<TreeAnswer<null>> {
    const answer = await work()
    if (answer.kind !== 'status' || answer.status !== status.pathNotFound) return answer
    for (const folder of foldersAbove(path).filter(({ length }) => length > this.#root.length)) {
      const made = await this.on(folder, how.makeFolder, async () => done)
      if (made.kind !== 'ok' && !isThereAlready(made)) return made
    }
    return work()
  }

  /** Resolves once the bytes are on the host's disk. */
  async writeFlushed(file: OpenedFile, offset: number, bytes: Uint8Array): Promise<TreeAnswer<null>> {
    const written = await this.#tree.write(file, offset, bytes)
    const flushed = written.kind === 'ok' ? await this.#tree.flush(file) : written
    return flushed.kind === 'ok' ? done : flushed
  }

  async name(file: OpenedFile, to: string): Promise<TreeAnswer<null>> {
    for (let tries = 1; ; tries += 1) {
      const answer = await this.#tree.rename(file, to)
      if (answer.kind === 'ok') return done
      const isBusy = answer.kind === 'status' && busyWhileRead.includes(answer.status)
      if (!isBusy || tries === renameTries) return answer
      await sleep(renameWaitMs)
    }
  }
}

const isThereAlready = (answer: TreeAnswer<unknown>): boolean =>
  answer.kind === 'status' && meaningOf(answer.status).kind === 'exists'
