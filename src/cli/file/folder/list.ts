import type { FolderView } from '../../../engine/merge/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { copyArgument } from '../../context/shared-options.ts'
import { withCopy } from '../open/open-copy.ts'
import { folders } from './folder-paths.ts'

export const folderList: CommandDefinition = {
  name: 'file folder list',
  oldNames: ['file folders'],
  description: 'list the folders of documents',
  examples: ['file folder list ACME'],
  define: (command, context) =>
    command.argument(...copyArgument).action((name: string) => listFolders(name, context)),
}

const listFolders = async (name: string, context: CommandContext): Promise<void> => {
  const text = await withCopy(name, 'folder list', context, async ({ copy }) => {
    const views = [...folders(copy).values()].sort((a, b) => (a.path < b.path ? -1 : 1))
    const lines = views.map((view) => `${view.path}${noteOf(view, context.calledAs)}\n`)
    return lines.join('') || `${name} has no folders\n`
  })
  context.out(text)
}

const noteOf = ({ placement, isKeptForContents, isProvisional }: FolderView, shakedown: string): string => {
  if (placement.kind === 'recovered') {
    const why = placement.why === 'cycle' ? 'two moves made a circle' : 'its folder is not there'
    return `   recovered: ${why}. To put it somewhere: ${shakedown} file folder move`
  }
  if (isKeptForContents) return '   was deleted, and stays for what lies in it'
  return isProvisional ? '   shown under another name: somebody claimed its own earlier' : ''
}
