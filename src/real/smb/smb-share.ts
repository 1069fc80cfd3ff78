import type { ArbiterSession, ConnectAnswer, ShareClient } from '../../engine/ports/index.ts'
import { meaningOf, statusText } from './nt-status.ts'
import type { Credentials } from './ntlm.ts'
import { parseSmbAddress, type SmbAddress } from './smb-address.ts'
import { access, disposition, option } from './smb-bodies.ts'
import { logOn, type LogOnAnswer } from './smb-log-on.ts'
import { SmbSession } from './smb-session.ts'
import { SmbTree } from './smb-tree.ts'
import { SmbWire } from './smb-wire.ts'

/** Finds the user and password for an address. Returns null if unknown. */
export type CredentialsFor = (address: SmbAddress) => Credentials | null

/**
 * One connection a session, so that sessions can be ended and refusals seen, unlike on a mounted share (see
 * folderShare).
 */
export const createSmbShare = (credentialsFor: CredentialsFor): ShareClient<ArbiterSession> => {
  /** Lost sessions by address. The next connection names its lost one (docs/fidelity.md §1.2). */
  const lost = new Map<string, bigint>()
  return {
    limits: { canEndSession: true, reportsRefusal: true },
    connect: async (text) => {
      const address = parseSmbAddress(text)
      if (!address)
        return { kind: 'unreachable', detail: `${text} is not an address like smb://HOST/SHARE/FOLDER` }
      const credentials = credentialsFor(address)
      if (!credentials)
        return { kind: 'denied', detail: `no user and password are known for ${address.host}` }
      const wire = await SmbWire.open(address.host, address.port)
      if (typeof wire === 'string') return { kind: 'unreachable', detail: `${address.host}: ${wire}` }
      const sharePath = `\\\\${address.host}\\${address.share}`
      const answer = await logOn(wire, { credentials, sharePath, previous: lost.get(text) ?? 0n })
      lost.delete(text)
      if (answer.kind === 'tree') {
        const onLost = (): void => void lost.set(text, wire.sessionId)
        return inFolder(new SmbTree(wire, answer.treeId), address, onLost)
      }
      wire.end('there is no session')
      return notConnected(answer, address)
    },
  }
}

const inFolder = async (
  tree: SmbTree,
  address: SmbAddress,
  onLost: () => void,
): Promise<ConnectAnswer<ArbiterSession>> => {
  const { folder } = address
  const look = { path: folder, access: access.look, disposition: disposition.open, options: option.folder }
  const opened = await tree.open(look)
  if (opened.kind === 'ok') {
    await tree.close(opened.value)
    return { kind: 'session', session: new SmbSession({ tree, root: folder, onLost }) }
  }
  await tree.leave()
  return notConnected(opened, address)
}

const notConnected = (
  answer: Exclude<LogOnAnswer, { kind: 'tree' }>,
  { host, share, folder }: SmbAddress,
): ConnectAnswer<ArbiterSession> => {
  if (answer.kind === 'denied') return { kind: 'denied', detail: `${host}: ${answer.detail}` }
  if (answer.kind === 'gone') return { kind: 'unreachable', detail: `${host}: ${answer.detail}` }
  const meaning = meaningOf(answer.status)
  const detail = `${host}: ${statusText(answer.status)}`
  switch (meaning.kind) {
    case 'refused':
      return { kind: 'refused', code: meaning.code, detail }
    case 'denied':
      return { kind: 'denied', detail }
    case 'absent':
      return { kind: 'unreachable', detail: `there is no folder ${folder} in ${share} of ${host}` }
    case 'no-share':
    case 'exists':
    case 'full':
    case 'lost':
      return { kind: 'unreachable', detail }
  }
}
