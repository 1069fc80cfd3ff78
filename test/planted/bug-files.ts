import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { applyEdits, MisfitError } from './apply-edits.ts'
import { type Edit, type PlantedBug, plantedBugSchema } from './planted-bug.ts'

const folder = import.meta.dirname
const root = fileURLToPath(new URL('../..', import.meta.url))

/** The names of all bug files, by rising id. */
export const bugFileNames = (): readonly string[] =>
  readdirSync(folder)
    .filter((name) => /^bug-\d+\.json$/.test(name))
    .toSorted((a, b) => idNumber(a) - idNumber(b))

const idNumber = (name: string): number => Number(name.replace(/\D/g, ''))

/** Reads one bug. Throws if the file is missing or malformed. */
export const readBug = (fileName: string): PlantedBug => {
  const content: unknown = JSON.parse(readFileSync(join(folder, fileName), 'utf8'))
  return plantedBugSchema.parse(content)
}

/** The edits of a bug, by the absolute path of the source that they change. */
export const editsByPath = (bug: PlantedBug): ReadonlyMap<string, readonly Edit[]> =>
  Map.groupBy(bug.edits, (edit) => join(root, edit.file ?? bug.file))

/** The sources as they read with the bug in them, by path. Throws MisfitError if an edit does not fit. */
export const editedSources = (bug: PlantedBug): ReadonlyMap<string, string> =>
  new Map([...editsByPath(bug)].map(([path, edits]) => [path, editedSource(bug.id, path, edits)]))

const editedSource = (id: string, path: string, edits: readonly Edit[]): string => {
  try {
    return applyEdits(readFileSync(path, 'utf8'), edits)
  } catch (trouble) {
    if (!(trouble instanceof MisfitError)) throw trouble
    throw new MisfitError(`planted bug ${id}, ${path}: an edit ${trouble.message}`, { cause: trouble })
  }
}
