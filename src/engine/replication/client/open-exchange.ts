import type { ShareSession } from '../../ports/index.ts'
import type { SyncCopy } from '../../replica/index.ts'
import { FolderExchanger, type Exchanger } from '../exchange/index.ts'
import { MessageExchanger, type MessagePorts } from './message-exchanger.ts'
import { isServerSession } from './server-session.ts'

/** Chooses the exchanger for a session: with a folder, or with a server. */
export const openExchange = (copy: SyncCopy, session: ShareSession, ports: MessagePorts): Exchanger =>
  isServerSession(session)
    ? new MessageExchanger(copy, session, ports)
    : new FolderExchanger(copy, session, ports, 'journal')
