import { textValue } from '../src/engine/event/index.ts'
import type { SyncCopy } from '../src/engine/replica/index.ts'

/** Waiting for one flush, not all at once: they are kept in memory until it is done. */
const atOnce = 1000
const recordsMax = 5000

/** Writes single-field events, which replace each other from the five thousandth on. */
export const writeEvents = async (copy: SyncCopy, count: number, what: string): Promise<void> => {
  const deed = { author: 'bench', note: '' }
  for (let from = 0; from < count; from += atOnce) {
    const deeds = Array.from({ length: Math.min(atOnce, count - from) }, (_, index) =>
      copy.writeRecords([valueOf(from + index, what)], deed),
    )
    await Promise.all(deeds)
  }
}

const valueOf = (index: number, what: string) => ({
  table: 'trial-balance',
  key: String(1000 + (index % recordsMax)),
  field: 'amount',
  value: textValue(`${what} ${index}`),
})
