import { layers } from '../../rooms.config.ts'

const rooms = Object.entries(layers).flatMap(([part, names]) => names.map((name) => `${part}/${name}`))

/** The room that holds a source file, such as `engine/merge`. Outside the layered parts, the folder in `src`. */
export const roomOf = (file: string): string => {
  const path = file.replace(/^src\//, '')
  const holding = rooms.filter((room) => path.startsWith(`${room}/`))
  const [deepest] = holding.toSorted((one, other) => other.length - one.length)
  return deepest ?? path.replace(/\/.*$/, '')
}
