import { checks } from '../../plan/definitions/check/index.ts'
import { judgeOf } from './judge.ts'
import { judgementOf } from './verdict.ts'

export const sameTraceJudge = judgeOf(checks.sameTrace, {
  applies: (traces) => traces,
  judge: ({ first, again }) => {
    const block = first.blocks.findIndex((hash, index) => hash !== again.blocks[index])
    const where =
      block === -1 ? 'after the last full block' : `in block ${block + 1} of ${first.blocks.length}`
    const isEqual = first.hash === again.hash && first.events === again.events
    const findings = isEqual
      ? []
      : [`the second execution gave ${again.hash} after ${again.events} events; they part ${where}`]
    return judgementOf(`trace ${first.hash} of ${first.events} events, executed twice`, findings)
  },
})
