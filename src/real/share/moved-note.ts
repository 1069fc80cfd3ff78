import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'

import { jsonBytes, parseJson } from '../../engine/storage/folder/index.ts'
import { errorCode } from '../disk/index.ts'

export interface MovedNote {
  readonly fileId: string
  readonly line: string
  /** The new place relative to the note, since another machine uses other paths. */
  readonly to: string
}

/**
 * Does nothing if the old place is unreachable or taken. The note lies beside it, so that the folder can be
 * moved back.
 */
export const leaveMovedNote = (from: string, to: string, about: Omit<MovedNote, 'to'>): void => {
  forgetMovedNote(to)
  if (isFolder(from) || !isFolder(dirname(from))) return
  try {
    const note = { ...about, to: relative(dirname(from), to) }
    writeFileSync(notePath(from), jsonBytes({ ...note }), { flush: true })
  } catch (error) {
    // Without write permission, a person has to tell the other copies, as before.
    if (errorCode(error) === null) throw error
  }
}

/** Returns null if no note names a new place. */
export const readMovedNote = (folder: string): (MovedNote & { readonly place: string }) | null => {
  try {
    const { fileId, line, to } = parseJson(readFileSync(notePath(folder))) ?? {}
    if (typeof fileId !== 'string' || typeof line !== 'string' || typeof to !== 'string') return null
    return { fileId, line, to, place: resolve(dirname(folder), to) }
  } catch (error) {
    if (errorCode(error) === null) throw error
    return null
  }
}

const forgetMovedNote = (folder: string): void => rmSync(notePath(folder), { force: true })

const notePath = (folder: string): string => join(dirname(folder), `.${basename(folder)}.shakedown-moved`)

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
