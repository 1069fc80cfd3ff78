import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** After everything that nobody holds has gone. */
export const heldBytes = (): number => {
  collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
