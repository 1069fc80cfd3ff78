import type { z } from 'zod'

import { mustName } from '../../must-name.ts'
import { type OptionShape, statedName, type StatedSchema, statedSchema } from '../option-shape.ts'
import type { ShortForm } from '../short-form.ts'
import { statedKind } from '../stated-kind.ts'
import type { NamedParts, Place, Stated } from './listed.ts'
import type { Entries, NamesSeated, PartSource } from './part-source.ts'
import { typedNames } from './typed-names.ts'

type ListedEntries = Readonly<Record<string, readonly object[]>>

export const statedPart = <
  Key extends string,
  Word extends string,
  Options extends OptionShape,
  Lists extends Entries,
>(
  source: PartSource<Key, Word, Options, Lists>,
) => {
  type Own = z.output<StatedSchema<Word, Options>>
  const stated = statedSchema(source.word, source.options)
  const kind = statedKind(source.word)
  const is = (part: unknown): part is Own =>
    typeof part === 'object' && part !== null && Reflect.get(part, 'kind') === kind
  const own = (part: Stated): Own => {
    if (!is(part)) throw new RangeError(`a ${part.kind} is no ${source.word}`)
    return part
  }
  const among = (parts: readonly Stated[]): readonly Own[] =>
    parts.flatMap((part) => (is(part) ? [part] : []))
  return {
    kind,
    stated,
    is,
    among,
    checkNames: (part: Stated, listed: NamedParts): void => checkNames(source, part, listed),
    checkRules: (part: Stated, listed: NamedParts): void => {
      const alike = among([...listed.parts, ...listed.copies, ...listed.access])
      for (const rule of source.rules) rule(own(part), listed, { word: source.word, alike })
    },
    inShortForm: (part: Stated, form: ShortForm) => stated.parse(source.inShortForm(own(part), form)),
    machinesOf: (part: Stated, namesSeated: NamesSeated) =>
      source.machines === null ? [] : source.machines(own(part), namesSeated),
    endsOf: (part: Stated) => (source.ends === null ? [] : source.ends(own(part))),
    entriesOf: (part: Stated, place: Place): ListedEntries => source.contribute(own(part), place),
  }
}

interface NamingSource {
  readonly word: string
  readonly subject: string | null
  readonly options: OptionShape
}

const checkNames = ({ word, subject, options }: NamingSource, part: Stated, listed: NamedParts): void => {
  const id = subject === null ? '' : ` "${String(Reflect.get(part, subject))}"`
  for (const { option, typed, role, verb } of typedNames(options, part, statedName))
    mustName(typed, listed.named(role), `${word}${option === subject ? '' : id} ${verb}`, role)
}
