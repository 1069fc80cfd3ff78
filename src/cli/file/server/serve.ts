import { listenHttps, type ListeningServer } from '../../../real/https/server/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import { usageFailure } from '../../context/command-failure.ts'
import { listenFailure } from './listen-failure.ts'
import { type Served, type ServeOptions, withServed } from './server-parts.ts'
import { servingText, stoppedText } from './serving-text.ts'
import { serveByWorkers } from './worker-pool.ts'
import { serveAsWorker } from './worker.ts'

export const serve = async (options: ServeOptions, context: CommandContext): Promise<void> => {
  if (options.asWorker !== undefined) return serveAsWorker(options, context)
  const port = portOf(options.port)
  const drainMs = 1000 * wholeNumber(options.drain, 3600, drainUsage)
  if (options.workers !== undefined) {
    const workerCount = wholeNumber(options.workers, 64, workersUsage)
    if (workerCount === 0) throw usageFailure(workersUsage(options.workers))
    await serveByWorkers(options, { port, workerCount, drainMs }, context)
  } else
    await withServed(options, context, (served) => serveHere(served, { port, drainMs }, options, context))
  context.out(stoppedText)
}

const serveHere = async (
  { gateway, names }: Served,
  { port, drainMs }: { readonly port: number; readonly drainMs: number },
  options: ServeOptions,
  context: CommandContext,
): Promise<void> => {
  const listening = await listen({ ...gateway, host: options.host, port })
  try {
    context.out(servingText(names, options, [listening.port]))
    while (await context.nextPoll());
  } finally {
    await listening.close(drainMs)
  }
}

/** Opens a gateway. Throws CommandFailure. */
export const listen = async (parts: Parameters<typeof listenHttps>[0]): Promise<ListeningServer> => {
  try {
    return await listenHttps(parts)
  } catch (error) {
    throw listenFailure(error, parts)
  }
}

/** Throws CommandFailure. */
export const portOf = (text: string): number => wholeNumber(text, 65_535, portUsage)

const wholeNumber = (text: string, max: number, reason: (text: string) => string): number => {
  const number = Number(text)
  if (text.trim() !== '' && Number.isInteger(number) && number >= 0 && number <= max) return number
  throw usageFailure(reason(text))
}

const portUsage = (text: string): string =>
  `"${text}" is no port: give a number from 0 to 65535; 0 takes one that is free.`
const drainUsage = (text: string): string =>
  `"${text}" is no time to drain in: give whole seconds, up to an hour.`
const workersUsage = (text: string): string =>
  `"${text}" is no number of workers: give one from 1 to 64; one for each core is enough.`
