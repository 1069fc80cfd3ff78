import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

/**
 * Where this user's programs keep what they must remember on this machine, and what is not to travel with anything: by the
 * XDG base directory specification, and by what macOS and Windows have in its place.
 */
export const userStateFolder = (): string => join(stateHome(), 'shakedown')

const stateHome = (): string => {
  const chosen = absolute(process.env['XDG_STATE_HOME'])
  if (chosen !== null) return chosen
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support')
  if (process.platform !== 'win32') return join(homedir(), '.local', 'state')
  return absolute(process.env['LOCALAPPDATA']) ?? join(homedir(), 'AppData', 'Local')
}

// The specification has relative ones passed over: they would be another folder for every place a command is typed in.
const absolute = (folder: string | undefined): string | null =>
  folder !== undefined && isAbsolute(folder) ? folder : null
