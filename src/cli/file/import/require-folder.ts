import { statSync } from 'node:fs'

import { CommandFailure, failureCodes } from '../../context/command-failure.ts'

export const requireFolder = (folder: string, name: string): void => {
  if (isFolder(folder)) return
  throw new CommandFailure(
    failureCodes.usage,
    `${name} is no folder that can be read. Name the folder to import from.`,
  )
}

const isFolder = (folder: string): boolean => {
  try {
    return statSync(folder).isDirectory()
  } catch {
    return false
  }
}
