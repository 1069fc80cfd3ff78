import { type CopyPart, copyPartSchema } from '../plan/part-spec.ts'
import { checked } from '../plan/scenario-error.ts'
import { refuseUnknownOptions } from '../plan/written-options.ts'

/** The top-level parent: a folder on a share, in which nobody works. */
export const parentFile = (id: string, options: { on: string }): CopyPart => {
  refuseUnknownOptions(`parentFile "${id}"`, options, ['on'])
  return checked(copyPartSchema, { kind: 'parent-file', id, on: options.on }, `parentFile "${id}"`)
}

/**
 * The field team's parent copy. With `of`, its machine relays to that parent, by its share or `through` a
 * server.
 */
export const peerParent = (id: string, options: { on: string; of?: string; through?: string }): CopyPart => {
  refuseUnknownOptions(`peerParent "${id}"`, options, ['on', 'of', 'through'])
  const { on, of = null, ...way } = options
  return checked(copyPartSchema, { kind: 'peer-parent', id, on, of, ...way }, `peerParent "${id}"`)
}

/**
 * A sync copy on each machine of a group, made from the copy `of`. Reaches it by its share, or `through` a
 * server.
 */
export const syncCopies = (options: { on: string; of: string; through?: string }): CopyPart => {
  refuseUnknownOptions('syncCopies', options, ['on', 'of', 'through'])
  return checked(copyPartSchema, { kind: 'sync-copies', ...options }, 'syncCopies')
}
