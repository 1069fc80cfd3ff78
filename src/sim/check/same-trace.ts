import { type Verdict, verdictOf } from './verdict.ts'

export interface TraceFingerprint {
  readonly hash: string
  readonly events: number
  readonly blocks: readonly string[]
}

/** S10: the same plan in a fresh world gives the same trace. Names the first block that differs. */
export const tracesAreEqual = (first: TraceFingerprint, again: TraceFingerprint): Verdict => {
  const block = first.blocks.findIndex((hash, index) => hash !== again.blocks[index])
  const where = block === -1 ? 'after the last full block' : `in block ${block + 1} of ${first.blocks.length}`
  const isEqual = first.hash === again.hash && first.events === again.events
  const findings = isEqual
    ? []
    : [`the second execution gave ${again.hash} after ${again.events} events; they part ${where}`]
  return verdictOf('S10', `trace ${first.hash} of ${first.events} events, executed twice`, findings)
}
