import { type LiveContent, LiveContents } from '../content/index.ts'
import { isEmptied, keepVersionsMs } from '../document/index.ts'
import { HashChain } from '../event/index.ts'
import { CausalLogs } from '../log/index.ts'
import { FileState, type Registration } from '../merge/index.ts'
import type { Digest } from '../ports/index.ts'
import type { KnownLogs } from './known-logs.ts'

export interface FoldedKnown {
  readonly registrations: readonly Registration[]
  /** Needed bytes that are missing according to `isHere`. */
  readonly wanted: readonly LiveContent[]
  readonly versions: ReadonlyMap<string, LiveContent>
  /** Milliseconds for which replaced versions are kept, or null for ever. */
  readonly keepVersionsMs: number | null
}

export const foldKnown = (
  known: KnownLogs,
  digest: Digest,
  isHere: (content: LiveContent) => boolean,
): FoldedKnown => {
  let state = new FileState()
  let live = new LiveContents()
  const versions = new Map<string, LiveContent>()
  const log = new CausalLogs(new HashChain(digest), {
    apply: (logId, seq, event) =>
      state.apply({ log: logId, seq }, event, (register, written, gone) => {
        const { value } = written
        if (value.kind === 'content')
          versions.set(value.hash, { hash: value.hash, sizeBytes: value.sizeBytes })
        live.written(register, written, gone, isHere)
      }),
    abandoned: (...args) => state.hierarchy.abandoned(...args),
    rebuild: () => {
      state = new FileState()
      live = new LiveContents()
    },
  })
  for (const { log: logId } of known.ends())
    for (const history of known.historiesOf(logId))
      log.offer(history.rangeOf({ first: 1, last: history.seq }))
  log.applyReady()
  const wanted = [...live.wanted()].flatMap((needed) => {
    const first = needed.find(({ documentId }) => !isEmptied(state, documentId))
    return first ? [first] : []
  })
  return { registrations: state.registrations(), wanted, versions, keepVersionsMs: keepVersionsMs(state) }
}
