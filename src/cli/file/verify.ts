import { resolve } from 'node:path'

import { type HistoryProof, verifyHistory } from '../../engine/authorship/index.ts'
import { type Finding, verifyCopy, type VerifyOutcome } from '../../engine/repair/index.ts'
import type { CopyPorts } from '../../engine/replica/index.ts'
import { paths, readFormat } from '../../engine/storage/folder/index.ts'
import { realCopyPorts, realSignature } from '../../real/machine/index.ts'
import { countedText } from '../../result/format.ts'
import type { CommandContext } from '../context/command-context.ts'
import type { CommandDefinition } from '../context/command-definition.ts'
import { CommandFailure, failureCodes } from '../context/command-failure.ts'
import { jsonText } from '../context/printed-text.ts'
import { copyArgument, jsonOption, type JsonOption } from '../context/shared-options.ts'
import { reportingDiskTrouble } from './open/open-copy.ts'
import { requireClientFile } from './open/require-client-file.ts'
import { findingLine } from './verify/finding-text.ts'
import { historyText } from './verify/history-text.ts'

export const fileVerify: CommandDefinition = {
  name: 'file verify',
  description: 'read every file of a copy and prove its history, without changing anything',
  examples: ['file verify laptop-ann'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .option(...jsonOption)
      .action((name: string, options: JsonOption) => verify(name, options, context)),
}

/** Reads every file of a copy, and reports damage with its place. Changes nothing, and works while the copy is in use. */
const verify = async (
  name: string,
  options: { readonly json?: boolean },
  context: CommandContext,
): Promise<void> =>
  reportingDiskTrouble(name, async () => {
    const ports = realCopyPorts(resolve(context.cwd, name), context.stateFolder)
    requireClientFile(ports, name)
    const outcome = verifyCopy(ports)
    if (outcome.kind === 'disk-trouble') throw outcome.trouble
    const history = historyOf(ports)
    context.out(options.json ? jsonText(viewOf(outcome, history)) : textOf(outcome, history, name))
    if (outcome.findings.length > 0) throw notWhole(name, outcome.findings)
    if (history && history.troubles.length > 0) throw notProved(name, history.troubles.length)
  })

type Verified = Exclude<VerifyOutcome, { kind: 'disk-trouble' }>

const viewOf = ({ findings, events, contents, wanted, dropped }: Verified, history: HistoryProof | null) => ({
  whole: findings.length === 0,
  events,
  documentVersions: contents,
  awaitedVersions: wanted.length,
  droppedVersions: dropped,
  findings,
  history,
})

const textOf = (
  { findings, events, contents, dropped, keepVersionsMs }: Verified,
  history: HistoryProof | null,
  name: string,
): string => {
  const read = `${countedText(events, 'event')}, ${countedText(contents, 'document version')}`
  const whole = `${name} is whole: ${read}, every checksum and every chain is right\n`
  const gone = dropped > 0 ? droppedText(dropped, keepVersionsMs) : ''
  const proved = history ? historyText(history, name) : ''
  return (findings.length === 0 ? whole : findings.map(findingLine).join('')) + gone + proved
}

const droppedText = (dropped: number, keepMs: number | null): string => {
  const days = keepMs === null || keepMs === Number.POSITIVE_INFINITY ? null : keepMs / 86_400_000
  const policy =
    days === null ? 'as the file once said' : `as the file keeps them for ${countedText(days, 'day')}`
  return `  ${countedText(dropped, 'replaced version')} ${dropped === 1 ? 'was' : 'were'} dropped, ${policy}: no damage\n`
}

/** Verifies the folder's history. Returns null if its `format` is unreadable, which is reported separately. */
const historyOf = (ports: CopyPorts): HistoryProof | null => {
  const found = readFormat(ports.disk.read(paths.format))
  return found.kind === 'format'
    ? verifyHistory({ ...ports, signature: realSignature }, found.format.fileId)
    : null
}

const notProved = (name: string, count: number): CommandFailure =>
  new CommandFailure(
    failureCodes.clientFile,
    (shakedown) =>
      `The history of ${name} is not what its writers signed, in ${countedText(count, 'place')}. Nothing was changed.\nKeep the folder as it is, and compare it with another copy: ${shakedown} file verify OTHER`,
  )

const notWhole = (name: string, findings: readonly Finding[]): CommandFailure => {
  const what = `${name} is not whole: ${countedText(findings.length, 'finding')}. Nothing was changed.`
  const isNewer = findings.every(({ kind }) => kind === 'newer')
  return new CommandFailure(failureCodes.clientFile, (shakedown) => {
    const advice = isNewer
      ? 'Update shakedown, then try again.'
      : `Repair it, from any copy that has what is lost: ${shakedown} file repair ${name} --from OTHER`
    return `${what}\n${advice}`
  })
}
