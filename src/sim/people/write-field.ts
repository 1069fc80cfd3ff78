import { typedValue } from '../../engine/event/index.ts'
import { type Person, type Place, shownIds, type WritingItem } from './person.ts'

/** Reads a field, thinks, and writes a value against the one read. */
export const writeField = async (
  person: Person,
  item: WritingItem & { readonly value: number },
  { table, key, field }: Place,
): Promise<void> => {
  const { copy } = person
  const place = { table, key, field }
  const { register, seen } = copy.read(table, key, field)
  const shown = shownIds(register?.siblings ?? [])
  const value = typedValue(String(item.value))
  const done = await person.write(item, shown, (note) => copy.edit(place, value, seen, note))
  if (done) person.wrote(item, copy, [{ place, shown }])
}
