import { fork } from 'node:child_process'

import { ServerWorker, WorkerDidNotStart, WorkerPool } from '../../../real/https/server/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import { CommandFailure, failureCodes } from '../../context/command-failure.ts'
import { listenFailure } from './listen-failure.ts'
import { authoriseBy, certificateOf, namesUnder, rootsOf, type ServeOptions } from './server-parts.ts'
import { servingText } from './serving-text.ts'

interface Shape {
  readonly port: number
  readonly workerCount: number
  readonly drainMs: number
}

/** Serves by several processes, which SIGHUP replaces one by one: with what the certificate's files hold then. */
export const serveByWorkers = async (
  options: ServeOptions,
  { port, workerCount, drainMs }: Shape,
  context: CommandContext,
): Promise<void> => {
  const names = await namesUnder(rootsOf(options, context), options.root)
  // One refusal and one development certificate serve all workers.
  await certificateOf(options, context)
  if (options.datastore === undefined) authoriseBy(options, context)
  const portCount = options.portEach ? workerCount : 1
  const pool = new WorkerPool({
    host: options.host,
    ports: Array.from({ length: portCount }, (_, index) => (port === 0 ? 0 : port + index)),
    workerCount,
    start: startWorker,
    say: context.err,
  })
  const ports = await opened(pool, { host: options.host, port })
  const recycle = (): void => void pool.recycle().then(() => context.out('All workers are new.\n'))
  process.on('SIGHUP', recycle)
  try {
    context.out(servingText(names, options, ports))
    while (await context.nextPoll());
  } finally {
    process.off('SIGHUP', recycle)
    await pool.close(drainMs)
  }
}

const opened = async (
  pool: WorkerPool,
  at: { readonly host: string; readonly port: number },
): Promise<readonly number[]> => {
  try {
    return await pool.open()
  } catch (error) {
    if (!(error instanceof WorkerDidNotStart)) throw listenFailure(error, at)
    throw new CommandFailure(
      typeof error.ended === 'number' ? error.ended : failureCodes.outside,
      'The server could not start: what its worker said stands above.',
    )
  }
}

/** The same command once more, as a worker. */
const startWorker = (slot: number): ServerWorker => {
  const [, script = '', ...words] = process.argv
  return new ServerWorker(fork(script, [...words, '--as-worker', String(slot)]))
}
