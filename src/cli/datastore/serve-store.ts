import { SyncServer } from '../../engine/server/index.ts'
import { serverPorts } from '../../real/https/server/index.ts'
import type { CommandContext } from '../context/command-context.ts'
import { CommandFailure, failureCodes } from '../context/command-failure.ts'
import { listen, portOf } from '../file/server/serve.ts'
import { certificateOf, type GatewayOptions } from '../file/server/server-parts.ts'
import { originOf } from '../file/server/serving-text.ts'
import { centreFeed } from './centre-feed.ts'
import { startHeartbeat } from './heartbeat.ts'
import { openStore } from './open-store.ts'
import { retentionMsOf } from './retention.ts'
import { shownName } from './store-name.ts'

export type ServeStoreOptions = GatewayOptions & { readonly retention?: string }

/** Gives branches the changes over HTTPS, and keeps the centre up, until somebody interrupts it. */
export const serveStore = async (
  name: string,
  options: ServeStoreOptions,
  context: CommandContext,
): Promise<void> => {
  const port = portOf(options.port)
  const retentionMs = retentionMsOf(options.retention)
  const opened = await openStore(name, context)
  try {
    if (opened.kind === 'branch')
      throw new CommandFailure(
        failureCodes.usage,
        `${shownName(name)} is a branch, and only a centre gives out facts. Nothing was changed.`,
      )
    const certificate = await certificateOf(options, context)
    const feed = centreFeed(opened.store)
    const listening = await listen({ ...noFiles(), feedHandler: feed, certificate, host: options.host, port })
    const stop = startHeartbeat(opened.store, retentionMs)
    context.out(
      `Serving ${shownName(name)} to its branches. Ctrl-C stops it.\n  ${originOf(options.host, listening.port)}\n`,
    )
    while (await context.nextPoll());
    await listening.close()
    await stop()
  } finally {
    await opened.close()
  }
  context.out('Stopped: every branch that asked was answered.\n')
}

/** Behind this door lies no client file. */
const noFiles = () => ({
  server: new SyncServer(async () => null, serverPorts),
  authorise: () =>
    ({
      kind: 'refused',
      refusal: {
        code: 'no-such-file',
        what: 'No client file is published here',
        where: 'the data store',
        next: 'Look at the address.',
      },
    }) as const,
})
