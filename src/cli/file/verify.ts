import { resolve } from 'node:path'

import { type Finding, verifyCopy } from '../../engine/index.ts'
import { copyPorts } from '../../real/index.ts'
import { countedText } from '../../result/format.ts'
import { CommandFailure, failureCodes } from '../command-failure.ts'
import type { FileContext } from './file-context.ts'
import { seeClientFile } from './see-client-file.ts'
import { diskFailure } from './trouble.ts'
import { jsonText } from './written-view.ts'

/** Reads every file of a copy, and says what is bad and where. Changes nothing, also while the copy is in use. */
export const verify = async (
  name: string,
  options: { readonly json?: boolean },
  context: FileContext,
): Promise<void> => {
  const ports = copyPorts(resolve(context.cwd, name), context.stateFolder)
  seeClientFile(ports, name)
  const outcome = verifyCopy(ports)
  if (outcome.kind === 'disk-trouble') throw diskFailure(outcome.trouble, name)
  const { findings, events, contents, wanted } = outcome
  const counts = { events, documentVersions: contents, awaitedVersions: wanted.length }
  if (options.json) context.out(jsonText({ whole: findings.length === 0, ...counts, findings }))
  else if (findings.length === 0) {
    const read = `${countedText(events, 'event')}, ${countedText(contents, 'document version')}`
    context.out(`${name} is whole: ${read}, every checksum and every chain is right\n`)
  } else context.out(findings.map(findingLine).join(''))
  if (findings.length > 0) throw notWhole(name, findings)
}

export const findingLine = ({ path, kind, detail }: Finding): string => `  ${kind}: ${path}, ${detail}\n`

const notWhole = (name: string, findings: readonly Finding[]): CommandFailure => {
  const what = `${name} is not whole: ${countedText(findings.length, 'finding')}. Nothing was changed.`
  const advice = findings.every(({ kind }) => kind === 'newer')
    ? 'Update shakedown, then try again.'
    : `Repair it, from any copy that has what is lost: npx shakedown file repair ${name} --from OTHER`
  return new CommandFailure(failureCodes.clientFile, `${what}\n${advice}`)
}
