import type { FileContext } from '../../context/command-context.ts'
import { CommandFailure, failureCodes } from '../../context/command-failure.ts'
import { statusText } from './status-text.ts'
import type { StatusView } from './status-view.ts'

/** Back to the corner, and everything below it away: what is shown stays in one place. */
const redraw = '\u001b[H\u001b[J'

/**
 * Shows a status until somebody interrupts it: on a terminal drawn anew when it changes, otherwise as one line each
 * time. It opens the copy for a moment at each look; where another command has it open, it looks again later.
 */
export const watchStatus = async (
  name: string,
  look: () => Promise<StatusView>,
  context: FileContext,
): Promise<void> => {
  let shown = ''
  do {
    const view = await lookUnlessInUse(look, shown === '')
    const text = view ? (context.isTerminal ? statusText(view, name) : lineText(view)) : shown
    if (text !== shown) context.out(context.isTerminal ? redraw + text : text)
    shown = text
  } while (await context.nextLook())
}

const lookUnlessInUse = async (
  look: () => Promise<StatusView>,
  isFirst: boolean,
): Promise<StatusView | null> => {
  try {
    return await look()
  } catch (error) {
    // The first look tells whether there is anything to watch; later ones may find somebody at work.
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
