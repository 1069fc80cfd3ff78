import type { HistoryProof, LogProof } from '../../engine/authorship/index.ts'
import { countedText } from '../../result/format.ts'

/** What is proved of a history, line by line, and what is not. */
export const historyText = ({ lines, troubles }: HistoryProof, name: string): string => {
  const events = lines.reduce((sum, { chainedSeq }) => sum + chainedSeq, 0)
  const text = [
    `${name}: history of ${countedText(lines.length, 'line')}, ${countedText(events, 'event')}`,
    ...lines.map(lineText),
    ...troubles.map(({ path, detail }) => `  wrong      ${path}: ${detail}`),
  ]
  return [...text, ''].join('\n')
}

const lineText = (proof: LogProof): string => {
  const { line, copyName, user, chainedSeq } = proof
  const who = copyName === null ? 'an unregistered copy' : `${copyName} (${user})`
  return `  line       ${line} of ${who}: ${countedText(chainedSeq, 'event')} chained from the first, ${signedText(proof)}`
}

/** How far a line is signed, as a person would say it. */
const signedText = ({ hasKey, chainedSeq, signedSeq }: LogProof): string => {
  if (!hasKey) return 'not signed: it names no key'
  return signedSeq === chainedSeq ? 'all signed' : `signed up to ${signedSeq} of ${chainedSeq}`
}
