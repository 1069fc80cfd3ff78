import type { Socket } from 'node:net'

import { type FromWorker, isToWorker, openWorkerGateway } from '../../real/https/server/index.ts'
import type { FileContext } from './file-context.ts'
import { type ServeOptions, withServed } from './serve-parts.ts'

/** One of the processes of a server: answers what it is handed, until it is told to leave or is left alone. */
export const serveAsWorker = async (options: ServeOptions, context: FileContext): Promise<void> => {
  const name = `${options.name}-${Number(options.asWorker) + 1}`
  // Ctrl-C in a terminal reaches all of its processes; whoever started this one tells it what to do.
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined)
  await withServed({ ...options, name }, context, async ({ door }) => {
    const handed = await openWorkerGateway(door)
    const told = new Promise<void>((leave) => {
      process.on('message', (message, connection) => {
        if (!isToWorker(message)) return
        if (message.kind === 'announce') handed.announce()
        else if (message.kind === 'drain') leave()
        else {
          tell({ kind: 'taken', id: message.id })
          // It may have been closed on its way.
          if (connection) handed.take(connection as Socket)
        }
      })
      process.on('disconnect', leave)
      process.on('SIGTERM', () => leave())
    })
    tell({ kind: 'ready' })
    await told
    await handed.close()
  })
  process.disconnect?.()
}

// Whoever started it may have ended meanwhile.
const tell = (message: FromWorker): void => {
  if (process.connected) process.send?.(message, undefined, {}, () => undefined)
}
