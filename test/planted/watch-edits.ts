import { readFileSync } from 'node:fs'
import { type Profiler, Session } from 'node:inspector'
import { pathToFileURL } from 'node:url'

import { editsByPath } from './bug-files.ts'
import { editPlaces, isExecuted } from './edit-places.ts'
import type { PlantedBug } from './planted-bug.ts'

/** Watches a bug's edits, from before its files are loaded. Asked at the end: whether any of them was executed. */
export const watchEdits = (bug: PlantedBug): (() => boolean) => {
  const session = new Session()
  session.connect()
  session.post('Profiler.enable')
  session.post('Profiler.startPreciseCoverage', { callCount: false, detailed: true })
  return () => {
    let scripts: readonly Profiler.ScriptCoverage[] = []
    // The session is that of this very thread, so the answer is here when the call returns.
    session.post('Profiler.takePreciseCoverage', (_, { result }) => {
      scripts = result
    })
    session.disconnect()
    return isReached(bug, scripts)
  }
}

// Types are blanked out as a source is loaded, so a place in the text is the place in the script.
const isReached = (bug: PlantedBug, scripts: readonly Profiler.ScriptCoverage[]): boolean =>
  [...editsByPath(bug)].some(([path, edits]) => {
    const functions = scripts.find(({ url }) => url === pathToFileURL(path).href)?.functions ?? []
    return editPlaces(readFileSync(path, 'utf8'), edits).some((place) => isExecuted(functions, place))
  })
