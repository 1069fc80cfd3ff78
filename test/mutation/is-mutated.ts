import { matchesGlob } from 'node:path'

/**
 * Whether the globs choose a file, in Stryker's way: later globs win, `!` excludes, and `:` begins a range of lines.
 * Its report also holds files of earlier runs.
 */
export const isMutated = (file: string, globs: readonly string[]): boolean => {
  const deciding = globs.findLast((glob) => matchesGlob(file, glob.replace(/^!/, '').replace(/:.*$/, '')))
  return deciding !== undefined && !deciding.startsWith('!')
}
