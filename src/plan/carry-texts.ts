import { partDefinitionOf } from './definitions/part/index.ts'
import type { PeopleGroup } from './people-spec.ts'

export const groupText = ({ id, count }: PeopleGroup): string =>
  count === null ? `"${id}"` : `the people of "${id}"`

export const partText = ({ kind, id }: { readonly kind: string; readonly id: string }): string =>
  `${partDefinitionOf({ kind }).word} "${id}"`
