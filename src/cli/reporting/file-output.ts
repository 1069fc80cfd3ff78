import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

import type { TextOutput } from '../../reporter/reporter.ts'
import { CommandFailure, failureCodes } from '../context/command-failure.ts'

export interface FileOutput extends TextOutput {
  /** Throws CommandFailure if some of the text could not be written. */
  close(): void
}

/** No terminal shows a file, so text in it keeps to the usual width. */
const fileColumns = 80

/** Opens a file and makes its folder before any run begins. Throws CommandFailure if that is impossible. */
export const openFileOutput = (file: string, mode: 'replace' | 'append'): FileOutput => {
  const descriptor = open(file, mode)
  let trouble: unknown = null
  return {
    columns: fileColumns,
    // Runs go on when a disk is full. The command fails when they have ended.
    write(text) {
      if (trouble !== null) return
      try {
        writeFileSync(descriptor, text)
      } catch (thrown) {
        trouble = thrown
      }
    },
    close() {
      closeSync(descriptor)
      if (trouble !== null)
        throw new CommandFailure(failureCodes.outside, `cannot write ${file}: ${messageOf(trouble)}`)
    },
  }
}

const open = (file: string, mode: 'replace' | 'append'): number => {
  try {
    mkdirSync(dirname(file), { recursive: true })
    return openSync(file, mode === 'replace' ? 'w' : 'a')
  } catch (trouble) {
    throw new CommandFailure(
      failureCodes.usage,
      `cannot write ${file}: ${messageOf(trouble)}; no run was begun`,
    )
  }
}

const messageOf = (trouble: unknown): string => {
  const code = trouble instanceof Error && 'code' in trouble ? String(trouble.code) : ''
  return reasons[code] ?? (trouble instanceof Error ? trouble.message : String(trouble))
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'a part of the path is a file',
  ENOSPC: 'the disk is full',
}
