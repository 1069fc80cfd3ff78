import { countText } from '../../result/format.ts'
import type { RunState } from './runs-state.ts'

/** The runs behind the one in front: `back`, or `14 others, 9 done`, or `14 others, 1 not passed`. */
export const othersText = (runs: readonly RunState[], front: RunState): string => {
  const others = runs.filter((run) => run !== front)
  if (others.length === 0) return 'back'
  const done = others.filter(({ record }) => record !== null)
  const bad = done.filter(({ record }) => record?.verdict !== 'passed')
  const summary = bad.length > 0 ? `${countText(bad.length)} not passed` : `${countText(done.length)} done`
  return `${countText(others.length)} ${others.length === 1 ? 'other' : 'others'}, ${summary}`
}
