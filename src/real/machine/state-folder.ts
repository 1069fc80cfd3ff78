import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

/**
 * State of this user's programs that stays on this machine, by the XDG base directory specification or its macOS or
 * Windows equivalent.
 */
export const userStateFolder = (): string => join(stateHome(), 'shakedown')

const stateHome = (): string => {
  const chosen = absolute(process.env['XDG_STATE_HOME'])
  if (chosen !== null) return chosen
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support')
  if (process.platform !== 'win32') return join(homedir(), '.local', 'state')
  return absolute(process.env['LOCALAPPDATA']) ?? join(homedir(), 'AppData', 'Local')
}

// The specification ignores relative paths: they would depend on the current folder.
const absolute = (folder: string | undefined): string | null =>
  folder !== undefined && isAbsolute(folder) ? folder : null
