import type { HistoryProof, LogProof } from '../../../engine/authorship/index.ts'
import { countedText } from '../../../result/format.ts'

export const historyText = ({ lines, troubles }: HistoryProof, name: string): string => {
  const events = lines.reduce((sum, { chainedSeq }) => sum + chainedSeq, 0)
  const text = [
    `${name}: history of ${countedText(lines.length, 'log')}, ${countedText(events, 'event')}`,
    ...lines.map(lineText),
    ...troubles.map(({ path, detail }) => `  wrong      ${path}: ${detail}`),
  ]
  return [...text, ''].join('\n')
}

const lineText = (proof: LogProof): string => {
  const { line, copyName, user, chainedSeq } = proof
  const who = copyName === null ? 'an unregistered copy' : `${copyName} (${user})`
  return `  log        ${line} of ${who}: ${countedText(chainedSeq, 'event')} chained from the first, ${signedText(proof)}`
}

const signedText = ({ hasKey, chainedSeq, signedSeq }: LogProof): string => {
  if (!hasKey) return 'not signed: it names no key'
  return signedSeq === chainedSeq ? 'all signed' : `signed up to ${signedSeq} of ${chainedSeq}`
}
