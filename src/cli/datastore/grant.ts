import { type Grantee, grantFact } from '../../access/rights/index.ts'
import type { CommandDefinition } from '../context/command-definition.ts'
import { removeOption, storeArgument, type RemoveOption } from './store-options.ts'
import { factUsage, writeFact } from './write-fact.ts'

export const datastoreGrant: CommandDefinition = {
  name: 'datastore grant',
  description: 'give a user or group a role in a client file',
  examples: ['datastore grant firm.db file-1 user:ann --role editor'],
  define: (command, context) =>
    command
      .argument(...storeArgument)
      .argument('<file-id>', 'the id of the client file')
      .argument('<to>', 'the holder, as user:NAME or group:NAME')
      .option('--role <role>', 'the name of the role')
      .option(...removeOption)
      .action((store: string, fileId: string, to: string, options: GrantOptions) =>
        writeFact(store, grantIn(fileId, granteeOf(to), options), context),
      ),
}

interface GrantOptions extends RemoveOption {
  readonly role?: string
}

const grantIn = (fileId: string, to: Grantee, { remove, role }: GrantOptions) => {
  if (remove) return grantFact(fileId, to, null)
  if (!role) throw factUsage('A grant gives a role: name it with --role.')
  return grantFact(fileId, to, { role })
}

const granteeOf = (text: string): Grantee => {
  if (isGrantee(text)) return text
  throw factUsage(`A role is given to user:NAME or to group:NAME, and not to "${text}".`)
}

const isGrantee = (text: string): text is Grantee => /^(user|group):./.test(text)
