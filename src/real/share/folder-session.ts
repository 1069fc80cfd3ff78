import { constants } from 'node:fs'
import * as fs from 'node:fs/promises'
import { dirname, join } from 'node:path'

import { type ArbiterSession, DiskTrouble, type ShareAnswer } from '../../engine/ports/index.ts'
import {
  errorCode,
  foldersAbove,
  insideRoot,
  isAbsence,
  isTemporaryName,
  temporaryName,
  troubleKind,
  troubleText,
} from '../disk/index.ts'

/** One session on a shared folder. A missing root means a lost session, never an empty folder. */
export class FolderSession implements ArbiterSession {
  readonly #root: string
  #isOpen = true

  constructor(root: string) {
    this.#root = root
  }

  read(path: string): Promise<ShareAnswer<Uint8Array>> {
    return this.#asking(path, async (full) => new Uint8Array(await fs.readFile(full)))
  }

  readPart(
    path: string,
    offset: number,
    length: number,
    into?: Uint8Array,
  ): Promise<ShareAnswer<Uint8Array>> {
    return this.#asking(path, (full) =>
      withFile(full, constants.O_RDONLY, async (file) => {
        const fitting = Math.min(length, Math.max(0, (await file.stat()).size - offset))
        const bytes = into && into.length >= fitting ? into.subarray(0, fitting) : new Uint8Array(fitting)
        const { bytesRead } = await file.read(bytes, 0, bytes.length, offset)
        return bytes.subarray(0, bytesRead)
      }),
    )
  }

  sizeBytes(path: string): Promise<ShareAnswer<number>> {
    return this.#asking(path, (full) =>
      withFile(full, constants.O_RDONLY, async (file) => (await file.stat()).size),
    )
  }

  list(path: string): Promise<ShareAnswer<readonly string[]>> {
    return this.#asking(path, async (full) => {
      const names = await fs.readdir(full)
      return names.filter((name) => !isTemporaryName(name)).sort((a, b) => (a < b ? -1 : 1))
    })
  }

  writeWhole(path: string, bytes: Uint8Array): Promise<ShareAnswer<null>> {
    return this.#asking(path, async (full) => {
      const temporary = join(dirname(full), temporaryName())
      try {
        await this.#inFolders(path, () => fs.writeFile(temporary, bytes, { flag: 'wx', flush: true }))
        await fs.rename(temporary, full)
      } catch (error) {
        await fs.rm(temporary, { force: true })
        throw error
      }
      await syncFolder(dirname(full))
      return null
    })
  }

  writePart(path: string, offset: number, bytes: Uint8Array): Promise<ShareAnswer<null>> {
    return this.#asking(path, async (full) => {
      const isFirst = offset === 0
      if (isFirst) await this.#makeFoldersAbove(path)
      await withFile(full, constants.O_WRONLY | (isFirst ? constants.O_CREAT : 0), async (file) => {
        if (!isFirst && (await file.stat()).size < offset) throw noBeginning
        for (let at = 0; at < bytes.length;) {
          at += (await file.write(bytes, at, bytes.length - at, offset + at)).bytesWritten
        }
        // A later rename must not expose holes after a power cut.
        await file.sync()
      })
      return null
    })
  }

  rename(from: string, to: string): Promise<ShareAnswer<null>> {
    return this.#asking(to, async (full) => {
      await this.#makeFoldersAbove(to)
      const source = insideRoot(this.#root, from)
      await fs.rename(source, full)
      await syncFolder(dirname(full))
      if (dirname(source) !== dirname(full)) await syncFolder(dirname(source))
      return null
    })
  }

  createExclusive(path: string, bytes: Uint8Array): Promise<ShareAnswer<'made' | 'exists'>> {
    return this.#asking(path, async (full) => {
      const file = await this.#inFolders(path, () => fs.open(full, 'wx')).catch(isThereAlready)
      if (!file) return 'exists'
      try {
        await file.writeFile(bytes)
        await file.sync()
      } catch (error) {
        // A file that could not be filled must not keep others out.
        await fs.rm(full, { force: true })
        throw error
      } finally {
        await file.close()
      }
      await syncFolder(dirname(full))
      return 'made'
    })
  }

  modifiedMs(path: string): Promise<ShareAnswer<number>> {
    return this.#asking(path, async (full) => Math.floor((await fs.stat(full)).mtimeMs))
  }

  remove(path: string): Promise<ShareAnswer<null>> {
    return this.#asking(path, async (full) => {
      await fs.unlink(full)
      await syncFolder(dirname(full))
      return null
    })
  }

  async disconnect(): Promise<void> {
    this.#isOpen = false
  }

  // Assumes that the folders exist, since checking each would cost a round trip to the share.
  async #inFolders<T>(path: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (!isAbsence(error)) throw error
      await this.#makeFoldersAbove(path)
      return work()
    }
  }

  // Never creates the root: if it is gone, work would go into a folder that no copy reads.
  async #makeFoldersAbove(path: string): Promise<void> {
    for (const folder of foldersAbove(path)) {
      const full = insideRoot(this.#root, folder)
      const wasMade = await fs.mkdir(full).then(() => true, isThereAlready)
      if (wasMade) await syncFolder(dirname(full))
    }
  }

  async #asking<T>(path: string, ask: (full: string) => Promise<T>): Promise<ShareAnswer<T>> {
    if (!this.#isOpen) return { kind: 'lost', detail: 'the session was given back' }
    try {
      return { kind: 'ok', value: await ask(insideRoot(this.#root, path)) }
    } catch (error) {
      if (isAbsence(error) && (await this.#isRootThere())) return { kind: 'absent' }
      return asAnswer(error, path)
    }
  }

  #isRootThere(): Promise<boolean> {
    return fs.stat(this.#root).then(
      (found) => found.isDirectory(),
      () => false,
    )
  }
}

const withFile = async <T>(
  full: string,
  flags: number,
  use: (file: fs.FileHandle) => Promise<T>,
): Promise<T> => {
  const file = await fs.open(full, flags, 0o666)
  try {
    return await use(file)
  } finally {
    await file.close()
  }
}

/** Like the system's error for an absent file: the bytes before this part are missing. */
const noBeginning = Object.assign(new Error('the file ends before this part'), { code: 'ENOENT' })

const isThereAlready = (error: unknown): false => {
  if (errorCode(error) === 'EEXIST') return false
  throw error
}

const syncFolder = async (full: string): Promise<void> => {
  // Windows does not let clients flush a folder; an SMB server does it for them.
  if (process.platform !== 'win32') await withFile(full, constants.O_RDONLY, (folder) => folder.sync())
}

const asAnswer = (error: unknown, path: string): ShareAnswer<never> => {
  if (error instanceof DiskTrouble) return { kind: 'denied', detail: `${path}: ${error.message}` }
  const code = errorCode(error)
  if (code === null) throw error
  const detail = `${path}: ${troubleText(code)}`
  const kind = troubleKind(code)
  if (kind === 'full') return { kind, detail }
  return { kind: kind === 'broken' ? 'lost' : 'denied', detail }
}
