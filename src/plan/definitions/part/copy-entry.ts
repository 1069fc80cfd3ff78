import { z } from 'zod'

import { topologyName } from './topology-name.ts'

/**
 * A copy's folder in a topology: its machine, its user and the copy that it was made from. Reaches that one by an
 * instance or balancer, or by its share if none is named.
 */
export const copyEntry = <const Role extends z.core.util.Literal>(role: z.ZodType<Role>) =>
  z.strictObject({
    id: topologyName,
    host: topologyName,
    user: z.string().nullable(),
    role,
    parent: topologyName.nullable(),
    through: topologyName.optional(),
  })

export const wayOf = ({ through }: { readonly through?: string | undefined }): { through?: string } =>
  through === undefined ? {} : { through }

export const copyText = ({
  host,
  parent,
  through,
}: {
  readonly host: string
  readonly parent: string | null
  readonly through?: string | undefined
}): string =>
  [
    ` on ${host}`,
    ...(parent === null ? [] : [`a copy of ${parent}`]),
    ...(through === undefined ? [] : [`through ${through}`]),
  ].join(', ')
