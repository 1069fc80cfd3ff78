import { closeSync, constants, fsyncSync, fstatSync, openSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

import type { AppendFile } from '../../engine/ports/index.ts'
import { asDiskTrouble, noFollow } from './os-trouble.ts'
import { syncFolder } from './sync-folder.ts'

const appendFlags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | noFollow

/** An append-only file of this machine. `path` is its name in errors. */
export const openAppendFile = (full: string, path: string): AppendFile => {
  const file = openSync(full, appendFlags, 0o666)
  const startBytes = fstatSync(file).size
  // Flushing a file does not make its name durable, so a new file's folder is flushed too.
  if (startBytes === 0) syncFolder(dirname(full))
  return new FolderAppendFile(file, path, startBytes)
}

class FolderAppendFile implements AppendFile {
  readonly #file: number
  readonly #path: string
  #sizeBytes: number

  constructor(file: number, path: string, sizeBytes: number) {
    this.#file = file
    this.#path = path
    this.#sizeBytes = sizeBytes
  }

  get sizeBytes(): number {
    return this.#sizeBytes
  }

  append(bytes: Uint8Array): void {
    this.#doing(() => {
      for (let at = 0; at < bytes.length;) {
        const written = writeSync(this.#file, bytes, at)
        at += written
        this.#sizeBytes += written
      }
    })
  }

  sync(): void {
    this.#doing(() => fsyncSync(this.#file))
  }

  close(): void {
    this.#doing(() => closeSync(this.#file))
  }

  #doing(work: () => void): void {
    try {
      work()
    } catch (error) {
      throw asDiskTrouble(error, this.#path)
    }
  }
}
