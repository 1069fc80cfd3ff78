import { resolve } from 'node:path'

import type { ShareSession } from '../../engine/ports/index.ts'
import { repairCopy, type RepairReport } from '../../engine/repair/index.ts'
import type { CopyPorts } from '../../engine/replica/index.ts'
import { paths } from '../../engine/storage/folder/index.ts'
import { realCopyPorts, processLock } from '../../real/machine/index.ts'
import { countedText } from '../../result/format.ts'
import type { CommandContext } from '../context/command-context.ts'
import type { CommandDefinition } from '../context/command-definition.ts'
import { CommandFailure, failureCodes } from '../context/command-failure.ts'
import { jsonText } from '../context/printed-text.ts'
import { copyArgument, jsonOption } from '../context/shared-options.ts'
import { addressOf, connectTo } from './link/connect-to.ts'
import { readLink } from './link/link-settings.ts'
import { diskFailure, unreachedFailure } from './open/failures.ts'
import { reportingDiskTrouble, takeLock } from './open/open-copy.ts'
import { requireClientFile } from './open/require-client-file.ts'
import { findingLine } from './verify/finding-text.ts'

export const fileRepair: CommandDefinition = {
  name: 'file repair',
  description: 'restore lost parts of a damaged copy from other copies',
  examples: ['file repair laptop-ann --from ../laptop-bob'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .option('--from <others...>', 'the folders of other copies (default: the linked copy)')
      .option('--as <copy>', "the copy's name or the id of its log, if the folder no longer tells")
      .option(...jsonOption)
      .action((name: string, options: RepairOptions) => repair(name, options, context)),
}

interface RepairOptions {
  /** Other copies; none named means the linked one, where there is a link that can still be read. */
  readonly from?: readonly string[]
  readonly as?: string
  readonly json?: boolean
}

/** Repairs a copy's folder from its own files and from other copies. Damaged files go into quarantine. */
const repair = async (name: string, options: RepairOptions, context: CommandContext): Promise<void> => {
  const folder = resolve(context.cwd, name)
  const ports = realCopyPorts(folder, context.stateFolder)
  const report = await reportingDiskTrouble(name, async () => {
    requireClientFile(ports, name)
    const release = takeLock(processLock(folder, paths.lock), name, 'repair')
    try {
      return await repairFrom(ports, name, options, context)
    } finally {
      release()
    }
  })
  context.out(options.json ? jsonText({ ...report, kind: undefined }) : reportText(report, name))
  if (report.left.length > 0) throw notWhole(report, name)
}

const repairFrom = async (
  ports: CopyPorts,
  name: string,
  options: RepairOptions,
  context: CommandContext,
): Promise<RepairReport> => {
  const linked = readLink(ports.disk)?.address
  const names = options.from ?? (linked === undefined ? [] : [linked])
  const sources: { name: string; session: ShareSession }[] = []
  try {
    for (const other of names)
      sources.push({ name: other, session: await reach(addressOf(other, context), other) })
    const outcome = await repairCopy(ports, { sources, as: options.as ?? null })
    if (outcome.kind === 'disk-trouble') throw diskFailure(outcome.trouble, name)
    return outcome
  } finally {
    for (const { session } of sources) await session.disconnect()
  }
}

const reach = async (address: string, name: string): Promise<ShareSession> => {
  const answer = await connectTo(address)
  if (answer.kind !== 'session') throw unreachedFailure(answer, name)
  return answer.session
}

const reportText = (report: RepairReport, name: string): string => {
  const { found, moved, events, contents, left, isEndUnsure, troubles } = report
  if (found.length === 0) return `${name} is whole; there was nothing to repair\n`
  const back = `${countedText(events, 'event')} and ${countedText(contents, 'document version')}`
  const lines = [
    ...(left.length === 0 ? [`${name} is whole again\n`] : []),
    ...found.map(findingLine),
    `  came back: ${back}\n`,
    ...moved.map((path) => `  kept in quarantine: ${path}\n`),
    ...(isEndUnsure ? [unsureEnd(name)] : []),
    ...troubles.map((trouble) => `  not taken: ${trouble}\n`),
  ]
  return lines.join('')
}

const unsureEnd = (name: string): string =>
  `  what ${name} itself wrote last may be lost here: sync it with every copy that visited it before anybody works in it\n`

const notWhole = ({ left }: RepairReport, name: string): CommandFailure => {
  const findings = left.map(findingLine).join('')
  const isAnonymous = left.some(({ path }) => path.endsWith('/copy'))
  const asks = (shakedown: string): string =>
    isAnonymous
      ? `\nIf it is lost whose copy this is, say it: ${shakedown} file repair ${name} --as NAME`
      : ''
  return new CommandFailure(
    failureCodes.clientFile,
    (shakedown) =>
      `${name} is not whole yet:\n${findings}What could be repaired is repaired, and nothing was thrown away.\nTry another copy that has it: ${shakedown} file repair ${name} --from OTHER${asks(shakedown)}`,
  )
}
