import type { ShareSession } from '../../ports/index.ts'
import type { SyncCopy } from '../../replica/index.ts'
import { FolderExchanger, type Exchanger } from '../exchange/index.ts'
import { MessageExchanger, type MessagePorts } from './message-exchanger.ts'
import { isServerSession } from './server-session.ts'

export const openExchange = (copy: SyncCopy, session: ShareSession, ports: MessagePorts): Exchanger =>
  isServerSession(session)
    ? new MessageExchanger(copy, session, ports)
    : new FolderExchanger(copy, session, ports, 'journal')
