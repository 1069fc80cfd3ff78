import { resolve } from 'node:path'

import { type HistoryProof, verifyHistory } from '../../engine/authorship/index.ts'
import { type Finding, verifyCopy, type VerifyOutcome } from '../../engine/repair/index.ts'
import type { CopyPorts } from '../../engine/replica/index.ts'
import { paths, readFormat } from '../../engine/storage/folder/index.ts'
import { realCopyPorts, realSignature } from '../../real/machine/index.ts'
import { countedText } from '../../result/format.ts'
import { CommandFailure, failureCodes } from '../command-failure.ts'
import type { FileContext } from './file-context.ts'
import { seeClientFile } from './see-client-file.ts'
import { historyText } from './verify-history-text.ts'
import { sayingDiskTrouble } from './with-copy.ts'
import { jsonText } from './written-view.ts'

/** Reads every file of a copy, and says what is bad and where. Changes nothing, also while the copy is in use. */
export const verify = async (
  name: string,
  options: { readonly json?: boolean },
  context: FileContext,
): Promise<void> =>
  sayingDiskTrouble(name, async () => {
    const ports = realCopyPorts(resolve(context.cwd, name), context.stateFolder)
    seeClientFile(ports, name)
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

/** Null where the folder does not say which client file it holds, which is a finding of its own. */
const historyOf = (ports: CopyPorts): HistoryProof | null => {
  const found = readFormat(ports.disk.read(paths.format))
  return found.kind === 'format'
    ? verifyHistory({ ...ports, signature: realSignature }, found.format.fileId)
    : null
}

const notProved = (name: string, count: number): CommandFailure =>
  new CommandFailure(
    failureCodes.clientFile,
    `The history of ${name} is not what its writers signed, in ${countedText(count, 'place')}. Nothing was changed.\nKeep the folder as it is, and compare it with another copy: npx shakedown file verify OTHER`,
  )

export const findingLine = ({ path, kind, detail }: Finding): string => `  ${kind}: ${path}, ${detail}\n`

const notWhole = (name: string, findings: readonly Finding[]): CommandFailure => {
  const what = `${name} is not whole: ${countedText(findings.length, 'finding')}. Nothing was changed.`
  const advice = findings.every(({ kind }) => kind === 'newer')
    ? 'Update shakedown, then try again.'
    : `Repair it, from any copy that has what is lost: npx shakedown file repair ${name} --from OTHER`
  return new CommandFailure(failureCodes.clientFile, `${what}\n${advice}`)
}
