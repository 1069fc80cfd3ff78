import type { CommandContext } from '../../context/command-context.ts'
import { CommandFailure, failureCodes } from '../../context/command-failure.ts'
import { statusText } from './status-text.ts'
import type { StatusView } from './status-view.ts'

/** Moves to the corner and clears the screen below it, so that the status stays in one place. */
const redraw = '\u001b[H\u001b[J'

/**
 * On a terminal, redraws when the status changes; elsewhere prints a line for each change. Opens the copy
 * for a moment at each poll, and polls again later if it is in use.
 */
export const watchStatus = async (
  name: string,
  poll: () => Promise<StatusView>,
  context: CommandContext,
): Promise<void> => {
  let shown = ''
  do {
    const view = await pollUnlessInUse(poll, shown === '')
    const text = view
      ? context.isTerminal
        ? statusText(view, name, context.calledAs)
        : lineText(view)
      : shown
    if (text !== shown) context.out(context.isTerminal ? redraw + text : text)
    shown = text
  } while (await context.nextPoll())
}

const pollUnlessInUse = async (
  poll: () => Promise<StatusView>,
  isFirst: boolean,
): Promise<StatusView | null> => {
  try {
    return await poll()
  } catch (error) {
    // The first poll shows whether there is anything to watch. Later ones may find the copy in use.
    if (isFirst || !(error instanceof CommandFailure) || error.exitCode !== failureCodes.outside) throw error
    return null
  }
}

const lineText = (view: StatusView): string => {
  const { link, serving, unsent, unapplied, conflicts, rescued, closed } = view
  const connected = serving.filter(({ left }) => left === null).length
  const parts = [
    view.copyName,
    link ? `${link.through} ${link.name} ${link.state}` : 'no link',
    `serving ${connected}`,
    `unsent ${unsent}`,
    `unapplied ${unapplied}`,
    `conflicts ${conflicts}`,
    `rescued ${rescued}`,
  ]
  return `${[...parts, ...(closed ? [closed.reason] : [])].join(', ')}\n`
}
