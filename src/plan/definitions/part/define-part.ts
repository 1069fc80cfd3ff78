import { kindSchema, type OptionShape } from '../option-shape.ts'
import { partEntries } from './part-entries.ts'
import type { Entries, PartFamily, PartSource } from './part-source.ts'
import { statedPart } from './stated-part.ts'

export const definePart = <
  const Key extends string,
  const Word extends string,
  const Family extends PartFamily,
  const Options extends OptionShape,
  Lists extends Entries,
  const Subject extends (keyof Options & string) | null,
>(
  source: PartSource<Key, Word, Options, Lists> & { readonly family: Family; readonly subject: Subject },
) => {
  const entries = source.lists(kindSchema(source.key, source.options, source.docs.options))
  return { ...source, ...statedPart(source), ...partEntries(source, entries), entries }
}
