import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { addressArgument, copyArgument } from '../../context/shared-options.ts'
import { withCopy } from '../open/open-copy.ts'
import { collectionText } from './collection.ts'
import { placeOf } from './field-address.ts'

export const fieldElements: CommandDefinition = {
  name: 'file field elements',
  oldNames: ['file holds'],
  description: 'show the elements of a set, or the total of a counter',
  examples: ['file field elements laptop-ann engagements/2026.tags'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument(...addressArgument)
      .action((name: string, path: string) => elements(name, path, context)),
}

const elements = async (name: string, path: string, context: CommandContext): Promise<void> => {
  const place = placeOf(path)
  context.out(
    await withCopy(name, 'field elements', context, async ({ copy }) => collectionText(copy, place)),
  )
}
