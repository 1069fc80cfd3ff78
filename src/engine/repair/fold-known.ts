import { type LiveContent, LiveContents } from '../content/index.ts'
import { isEmptied, keepVersionsMs } from '../document/index.ts'
import { HashChain } from '../event/index.ts'
import { CausalLogs } from '../log/index.ts'
import { FileState, type Registration } from '../merge/index.ts'
import type { Digest } from '../ports/index.ts'
import type { KnownLogs } from './known-logs.ts'

/** As much of the state as repair needs: which copies there are, and which document bytes are needed. */
export interface FoldedKnown {
  readonly registrations: readonly Registration[]
  /** Needed, and not here as far as `isHere` says. */
  readonly wanted: readonly LiveContent[]
  /** Every version that was ever saved, by its hash. */
  readonly versions: ReadonlyMap<string, LiveContent>
  /** How long the file keeps replaced versions; null where nobody ever said. */
  readonly keepVersionsMs: number | null
}

/** Folds what is known, without a copy: nothing is written anywhere. */
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
