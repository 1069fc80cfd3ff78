import { settingFact } from '../../access/rights/index.ts'
import type { CommandDefinition } from '../context/command-definition.ts'
import { removeOption, storeArgument, type RemoveOption } from './store-options.ts'
import { factUsage, writeFact } from './write-fact.ts'

export const datastoreSetting: CommandDefinition = {
  name: 'datastore setting',
  description: 'write or remove a setting of the firm',
  examples: ['datastore setting firm.db country --value GB'],
  define: (command, context) =>
    command
      .argument(...storeArgument)
      .argument('<name>', 'the name of the setting')
      .option('--value <value>', 'the new value')
      .option(...removeOption)
      .action((store: string, name: string, options: SettingOptions) =>
        writeFact(store, settingIn(name, options), context),
      ),
}

interface SettingOptions extends RemoveOption {
  readonly value?: string
}

const settingIn = (name: string, { remove, value }: SettingOptions) => {
  if (remove) return settingFact(name, null)
  if (value === undefined) throw factUsage('A setting has a value: name it with --value.')
  return settingFact(name, value)
}
