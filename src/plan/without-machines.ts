import { statedName } from './definitions/option-shape.ts'
import { type Part, partDefinitionOf, partSchema } from './definitions/part/index.ts'

/** Returns the part without removed machines. Returns null if it is removed itself, or cannot be without one of them. */
export const withoutMachines = (gone: ReadonlySet<string>, part: Part): Part | null => {
  if (gone.has(part.id)) return null
  const left: Record<string, readonly unknown[]> = {}
  for (const [name, option] of Object.entries(partDefinitionOf(part).options)) {
    if (!option.names) continue
    const field = statedName(name, option)
    const named: unknown = Reflect.get(part, field)
    if (Array.isArray(named)) left[field] = named.filter((each) => !gone.has(String(each)))
    else if (typeof named === 'string' && gone.has(named)) return null
  }
  return Object.values(left).some((names) => names.length === 0)
    ? null
    : partSchema.parse({ ...part, ...left })
}
