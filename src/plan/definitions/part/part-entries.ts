import { type OptionShape, statedName } from '../option-shape.ts'
import type { Entries } from './part-source.ts'
import { type TypedName, typedNames } from './typed-names.ts'

interface EntrySource<Lists extends Entries> {
  readonly key: string
  readonly options: OptionShape
  readonly machines: object | null
  readonly entryNames: Readonly<Record<string, string | undefined>>
  readonly texts: { readonly [List in keyof Lists]: (entry: never) => string }
}

export const partEntries = <Lists extends Entries>(source: EntrySource<Lists>, entries: Lists) => {
  const texts: Readonly<Record<string, (entry: never) => string>> = source.texts
  return {
    hasEntry: (list: string, entry: object): boolean =>
      (list in entries || (list === 'hosts' && source.machines !== null)) &&
      (Reflect.get(entry, 'role') ?? Reflect.get(entry, 'kind') ?? source.key) === source.key,
    entryText: (list: string, entry: object): string =>
      texts[list]?.(entries[list]?.parse(entry) as never) ?? '',
    namesIn: (entry: object): readonly TypedName[] =>
      typedNames(
        source.options,
        entry,
        (name, option) => source.entryNames[name] ?? statedName(name, option),
      ),
  }
}
