import type { Registration } from '../merge/index.ts'
import type { Disk } from '../ports/index.ts'
import type { OtherCopy } from '../replication/exchange/index.ts'
import { formatBytes, jsonBytes, paths } from '../storage/folder/index.ts'
import type { Finding } from './finding.ts'
import type { Quarantine } from './quarantine.ts'

/** Says again which client file this is, as another copy of it says, and whose copy, as its registration says. */
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
 * Pure: whose copy a folder is, where `text`, what is left of its `copy`, does not say it any more. By `named`, a copy's
 * name or line, where somebody says it; else by the one registration of which something can still be read there. Null
 * where that is none or several: to write another copy's line would split it.
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
