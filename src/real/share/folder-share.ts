import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'

import type { ArbiterSession, ConnectAnswer, ShareClient } from '../../engine/ports/index.ts'
import { errorCode, troubleKind, troubleText } from '../disk/index.ts'
import { FolderSession } from './folder-session.ts'

/**
 * Shares that the system shows as a folder: a mount, a UNC path or a plain folder. Node can neither end the system's
 * session nor see a refusal. The client's limits say so.
 */
export const folderShare: ShareClient<ArbiterSession> = {
  limits: { canEndSession: false, reportsRefusal: false },
  connect: async (address) => {
    try {
      const found = await stat(address)
      if (!found.isDirectory()) return { kind: 'unreachable', detail: `${address} is not a folder` }
      await access(address, constants.R_OK | constants.X_OK)
      return { kind: 'session', session: new FolderSession(address) }
    } catch (error) {
      return noSession(error, address)
    }
  },
}

const noSession = (error: unknown, address: string): ConnectAnswer<ArbiterSession> => {
  const code = errorCode(error)
  if (code === null) throw error
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return { kind: 'unreachable', detail: `there is no folder ${address}` }
  }
  const kind = troubleKind(code) === 'denied' ? 'denied' : 'unreachable'
  return { kind, detail: `${address}: ${troubleText(code)}` }
}
