import { appendFileSync } from 'node:fs'

import type { Audit } from '../../../access/session/index.ts'

/**
 * Appends entries as lines of JSON, unflushed. Reports once when the file cannot be written, and once when
 * it can again.
 */
export const auditFile = (path: string, say: (text: string) => void): Audit => {
  let isBroken = false
  return ({ atMs, ...entry }) => {
    try {
      appendFileSync(path, `${JSON.stringify({ at: new Date(atMs).toISOString(), ...entry })}\n`, {
        mode: 0o600,
      })
    } catch (error) {
      if (!isBroken) say(`${unwritten(path, error)}\n`)
      isBroken = true
      return false
    }
    if (isBroken) say(`${path} is written again: people can log on.\n`)
    isBroken = false
    return true
  }
}

const unwritten = (path: string, error: unknown): string =>
  `Cannot write to ${path}: ${error instanceof Error ? error.message : String(error)}.\nNobody can log on until it can be written. Open sessions go on.`
