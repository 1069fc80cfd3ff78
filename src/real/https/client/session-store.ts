import * as fs from 'node:fs'
import { join } from 'node:path'

import { errorCode, syncFolder, temporaryName } from '../../disk/index.ts'

export interface KeptLogOnSession {
  readonly user: string
  /** The token, as sent in the header. */
  readonly token: string
  readonly expiresAtMs: number
  /** The key that signs its requests, in hexadecimal digits. */
  readonly privateKey: string
}

/**
 * This user's sessions at servers, one private file each, outside every client file. Throws the system's errors if
 * one cannot be written.
 */
export class LogOnSessionStore {
  readonly #folder: string

  constructor(stateFolder: string) {
    this.#folder = join(stateFolder, 'sessions')
  }

  /** Returns null if missing or unreadable: the user then logs on again. */
  read(server: string): KeptLogOnSession | null {
    try {
      const kept: unknown = JSON.parse(fs.readFileSync(this.#path(server), 'utf8'))
      return isSession(kept) ? kept : null
    } catch (error) {
      if (error instanceof SyntaxError || errorCode(error) !== null) return null
      throw error
    }
  }

  write(server: string, session: KeptLogOnSession): void {
    fs.mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
    const temporary = join(this.#folder, temporaryName())
    try {
      fs.writeFileSync(temporary, JSON.stringify(session), { flag: 'wx', mode: 0o600, flush: true })
      fs.renameSync(temporary, this.#path(server))
    } finally {
      fs.rmSync(temporary, { force: true })
    }
    syncFolder(this.#folder)
  }

  remove(server: string): boolean {
    const isThere = this.read(server) !== null
    fs.rmSync(this.#path(server), { force: true })
    return isThere
  }

  #path(server: string): string {
    return join(this.#folder, encodeURIComponent(server))
  }
}

const isSession = (value: unknown): value is KeptLogOnSession => {
  if (typeof value !== 'object' || value === null) return false
  const { user, token, expiresAtMs, privateKey } = value as Record<string, unknown>
  const areTexts = [user, token, privateKey].every((text) => typeof text === 'string')
  return areTexts && typeof expiresAtMs === 'number' && /^[0-9a-f]{64}$/.test(String(privateKey))
}
