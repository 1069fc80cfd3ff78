import type { ShareSession } from '../../ports/index.ts'
import type { SyncCopy } from '../../replica/index.ts'
import { FolderExchanger, type Exchanger } from '../exchange/index.ts'
import { MessageExchanger, type MessagePorts } from './message-exchanger.ts'
import { isServerSession } from './server-session.ts'

/** A copy's dealings with whatever is at the other end of a session: a folder, or a server that speaks for one. */
export const openExchange = (copy: SyncCopy, session: ShareSession, ports: MessagePorts): Exchanger =>
  isServerSession(session)
    ? new MessageExchanger(copy, session, ports)
    : new FolderExchanger(copy, session, ports, 'journal')
