import type { Socket } from 'node:net'

import { type FromWorker, isToWorker, openWorkerGateway } from '../../../real/https/server/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import { type ServeOptions, withServed } from './server-parts.ts'

/** One of a server's processes. Answers the connections it is handed, until its parent tells it to leave or ends. */
export const serveAsWorker = async (options: ServeOptions, context: CommandContext): Promise<void> => {
  const name = `${options.name}-${Number(options.asWorker) + 1}`
  // Ctrl-C in a terminal reaches all of its processes; the parent process tells this one when to stop.
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined)
  await withServed({ ...options, name }, context, async ({ gateway }) => {
    const handed = await openWorkerGateway(gateway)
    const closed = new Promise<void>((leave) => {
      process.on('message', (message, connection) => {
        if (!isToWorker(message)) return
        if (message.kind === 'announce') handed.announce()
        else if (message.kind === 'drain') leave()
        else {
          send({ kind: 'taken', id: message.id })
          // It may have been closed on its way.
          if (connection) handed.take(connection as Socket)
        }
      })
      process.on('disconnect', leave)
      process.on('SIGTERM', () => leave())
    })
    send({ kind: 'ready' })
    await closed
    await handed.close()
  })
  process.disconnect?.()
}

// The parent process may have ended meanwhile.
const send = (message: FromWorker): void => {
  if (process.connected) process.send?.(message, undefined, {}, () => undefined)
}
