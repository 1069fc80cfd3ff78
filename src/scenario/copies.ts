import { checked } from '../plan/scenario-error.ts'
import { type CopyPart, copyPartSchema } from '../plan/scenario-spec.ts'
import { refuseUnknownOptions } from './options.ts'

/** The top-level parent: a folder on a share, in which nobody works. */
export const parentFile = (id: string, options: { on: string }): CopyPart => {
  refuseUnknownOptions(`parentFile "${id}"`, options, ['on'])
  return checked(copyPartSchema, { kind: 'parent-file', id, on: options.on }, `parentFile "${id}"`)
}

/** The copy that the team in the field works through. With `of`, its machine relays to that parent when it can. */
export const peerParent = (id: string, options: { on: string; of?: string }): CopyPart => {
  refuseUnknownOptions(`peerParent "${id}"`, options, ['on', 'of'])
  return checked(
    copyPartSchema,
    { kind: 'peer-parent', id, on: options.on, of: options.of ?? null },
    `peerParent "${id}"`,
  )
}

/** A sync copy on each machine of a group, made from the copy `of`. */
export const syncCopies = (options: { on: string; of: string }): CopyPart => {
  refuseUnknownOptions('syncCopies', options, ['on', 'of'])
  return checked(copyPartSchema, { kind: 'sync-copies', ...options }, 'syncCopies')
}
