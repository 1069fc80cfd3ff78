// Plants the bug that SHAKEDOWN_PLANTED names, as the sources are loaded: node --import ./test/planted/plant.ts …
// Worker threads inherit the option and the variable. Nothing on the disk changes.

import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

import { editedSources, readBug } from './bug-files.ts'
import { notPlanted } from './exit-codes.ts'

const plant = (id: string): void => {
  // Read at once: an edit that no longer fits must end the process before any run can fail because of it.
  const sources = editedSources(readBug(`bug-${id}.json`))
  registerHooks({
    load: (url, context, nextLoad) => {
      const loaded = nextLoad(url, context)
      const edited = url.startsWith('file:') ? sources.get(fileURLToPath(url)) : undefined
      return edited === undefined ? loaded : { ...loaded, source: edited }
    },
  })
}

const id = process.env['SHAKEDOWN_PLANTED']
try {
  if (id === undefined) throw new Error('set SHAKEDOWN_PLANTED to the id of a bug, such as 01')
  plant(id)
} catch (trouble) {
  process.stderr.write(`plant: ${trouble instanceof Error ? trouble.message : String(trouble)}\n`)
  process.exit(notPlanted)
}
