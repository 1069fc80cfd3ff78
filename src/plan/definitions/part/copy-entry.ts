import { z } from 'zod'

import { topologyName } from './topology-name.ts'

export const copyEntry = <const Role extends z.core.util.Literal>(role: z.ZodType<Role>) =>
  z
    .strictObject({
      id: topologyName.describe('The name of the copy.'),
      host: topologyName.describe('The machine with its folder.'),
      user: z.string().nullable().describe('The person who works in it; null if nobody does.'),
      role: role.describe('The role of the copy.'),
      parent: topologyName.nullable().describe('The copy from which it was made; null for the first one.'),
      through: topologyName
        .optional()
        .describe(
          'The instance or balancer through which it reaches its parent. Without one, it uses the share.',
        ),
    })
    .describe("A copy's folder.")

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
