import { dirname, join, normalize } from 'node:path'

import { textOf } from './repository.ts'

/** The files of ours that each file imports, lazily or not. */
export const importsOf = (files: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const known = new Set(files)
  return new Map(
    files.map((file) => {
      const named = [...textOf(file).matchAll(/(?:\bfrom|\bimport\(|\bimport)\s*'(\.[^']+)'/g)]
      const targets = named.map(([, specifier = '']) => normalize(join(dirname(file), specifier)))
      return [file, [...new Set(targets)].filter((target) => known.has(target))]
    }),
  )
}

/** The first circle that a walk in the order of the files finds, as a path that ends where it began. Null if there is none. */
export const circleIn = (imports: ReadonlyMap<string, readonly string[]>): readonly string[] | null => {
  const finished = new Set<string>()
  const visit = (file: string, path: readonly string[]): readonly string[] | null => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
    if (finished.has(file)) return null
    for (const target of imports.get(file) ?? []) {
      const circle = visit(target, [...path, file])
      if (circle) return circle
    }
    finished.add(file)
    return null
  }
  for (const file of imports.keys()) {
    const circle = visit(file, [])
    if (circle) return circle
  }
  return null
}
