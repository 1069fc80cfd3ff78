import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'

import { jsonBytes, parseJson } from '../../engine/storage/folder/index.ts'
import { errorCode } from '../disk/index.ts'

/** What a copy's folder that was moved leaves beside its old place, for the copies that look for it there. */
export interface MovedNote {
  readonly fileId: string
  readonly line: string
  /** Where it lies now, as seen from where the note lies: on another machine the same folders have other names. */
  readonly to: string
}

/**
 * Leaves the note; nothing where the place is not to be had any more, or is taken by another folder. Beside the old place and not
 * in it, so that the folder can be moved back.
 */
export const leaveMovedNote = (from: string, to: string, about: Omit<MovedNote, 'to'>): void => {
  forgetMovedNote(to)
  if (isFolder(from) || !isFolder(dirname(from))) return
  try {
    const note = { ...about, to: relative(dirname(from), to) }
    writeFileSync(notePath(from), jsonBytes({ ...note }), { flush: true })
  } catch (error) {
    // Where nothing may be written, whoever looks there finds nothing, and has to be told by a person as before.
    if (errorCode(error) === null) throw error
  }
}

/** Where the folder that was at this place lies now; null where nothing says so. */
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
