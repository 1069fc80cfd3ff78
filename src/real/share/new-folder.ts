import { lstatSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { DiskTrouble } from '../../engine/ports/index.ts'
import { asDiskTrouble, errorCode, syncFolder, temporaryName } from '../disk/index.ts'

export type NewFolderOutcome =
  | { readonly kind: 'made' }
  | { readonly kind: 'occupied' }
  | { readonly kind: 'no-parent'; readonly parent: string }

/**
 * Makes a folder with all its contents, or nothing: builds it under a temporary name, then renames it. An
 * empty folder may be in the place. Throws DiskTrouble, or any error of `build`.
 */
export const makeWholeFolder = async (
  target: string,
  build: (folder: string) => Promise<void>,
): Promise<NewFolderOutcome> => {
  const parent = dirname(target)
  const building = join(parent, temporaryName())
  const found = whatStandsAt(target)
  if (found === 'something') return { kind: 'occupied' }
  if (!makeOne(building)) return { kind: 'no-parent', parent }
  try {
    await build(building)
    if (found === 'empty-folder') rmdirSync(target)
    renameSync(building, target)
    syncFolder(parent)
    return { kind: 'made' }
  } catch (error) {
    rmSync(building, { recursive: true, force: true })
    throw error instanceof DiskTrouble ? error : asDiskTrouble(error, '')
  }
}

const whatStandsAt = (target: string): 'nothing' | 'empty-folder' | 'something' => {
  try {
    const stats = lstatSync(target, { throwIfNoEntry: false })
    if (!stats) return 'nothing'
    return stats.isDirectory() && readdirSync(target).length === 0 ? 'empty-folder' : 'something'
  } catch (error) {
    throw asDiskTrouble(error, '')
  }
}

const makeOne = (folder: string): boolean => {
  try {
    mkdirSync(folder)
    return true
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return false
    throw asDiskTrouble(error, '')
  }
}
