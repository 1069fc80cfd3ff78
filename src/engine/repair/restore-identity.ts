import type { Registration } from '../merge/index.ts'
import type { Disk } from '../ports/index.ts'
import type { OtherCopy } from '../replication/exchange/index.ts'
import { formatBytes, jsonBytes, paths } from '../storage/folder/index.ts'
import type { Finding } from './finding.ts'
import type { Quarantine } from './quarantine.ts'

/** Restores the file `format` from another copy's folder, and the file `copy` from this copy's registration. */
export const restoreIdentity = (
  disk: Disk,
  findings: readonly Finding[],
  { other, registration }: { readonly other: OtherCopy | null; readonly registration: Registration | null },
  quarantine: Quarantine,
): void => {
  if (isBad(findings, paths.copy) && registration) {
    const { log: logId, copyName, user, parent } = registration
    quarantine.keep(paths.copy)
    disk.writeWhole(paths.copy, jsonBytes({ line: logId, copyName, user, parent }))
  }
  if (isBad(findings, paths.format) && other) {
    quarantine.keep(paths.format)
    disk.writeWhole(paths.format, formatBytes(other.format))
  }
}

const isBad = (findings: readonly Finding[], path: string): boolean =>
  findings.some((finding) => finding.path === path && finding.kind !== 'newer')

/**
 * Pure: the owner of a folder with an unreadable `copy` file; `text` is the rest of it. Uses the given name
 * or log, else one in `text`, else the only registration. Returns null unless exactly one fits: writing to
 * another copy's log would fork it.
 */
export const registrationOf = (
  registrations: readonly Registration[],
  text: string,
  named: string | null,
): Registration | null => {
  if (named !== null)
    return onlyOne(registrations.filter(({ log: logId, copyName }) => logId === named || copyName === named))
  return (
    onlyOne(registrations.filter(({ log: logId }) => text.includes(`"${logId}"`))) ??
    onlyOne(registrations.filter(({ copyName }) => text.includes(JSON.stringify(copyName)))) ??
    onlyOne(registrations)
  )
}

const onlyOne = <T>(found: readonly T[]): T | null => (found.length === 1 ? (found[0] ?? null) : null)
