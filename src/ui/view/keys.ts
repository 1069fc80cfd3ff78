export type Action =
  | { readonly kind: 'move'; readonly by: number }
  | { readonly kind: 'page'; readonly by: 1 | -1 }
  | { readonly kind: 'panel'; readonly by: 1 | -1 }
  | { readonly kind: 'open' | 'back' | 'help' | 'quit' }

export interface PressedKey {
  readonly upArrow: boolean
  readonly downArrow: boolean
  readonly leftArrow: boolean
  readonly rightArrow: boolean
  readonly pageUp: boolean
  readonly pageDown: boolean
  readonly home: boolean
  readonly end: boolean
  readonly return: boolean
  readonly escape: boolean
  readonly tab: boolean
  readonly shift: boolean
  readonly ctrl: boolean
}

/** Several if letters typed fast arrive together. */
export const actionsOf = (input: string, key: PressedKey): readonly Action[] => {
  if (key.ctrl) return input === 'c' ? [{ kind: 'quit' }] : []
  const special = specialAction(key)
  return special === null ? input.split('').flatMap((letter) => letterAction(letter)) : [special]
}

const farAway = 1_000_000

const specialAction = (key: PressedKey): Action | null => {
  if (key.upArrow) return { kind: 'move', by: -1 }
  if (key.downArrow) return { kind: 'move', by: 1 }
  if (key.home) return { kind: 'move', by: -farAway }
  if (key.end) return { kind: 'move', by: farAway }
  if (key.pageUp) return { kind: 'page', by: -1 }
  if (key.pageDown) return { kind: 'page', by: 1 }
  if (key.return || key.rightArrow) return { kind: 'open' }
  if (key.escape || key.leftArrow) return { kind: 'back' }
  return key.tab ? { kind: 'panel', by: key.shift ? -1 : 1 } : null
}

const letterAction = (letter: string): readonly Action[] => {
  switch (letter) {
    case 'k':
      return [{ kind: 'move', by: -1 }]
    case 'j':
      return [{ kind: 'move', by: 1 }]
    case 'g':
      return [{ kind: 'move', by: -farAway }]
    case 'G':
      return [{ kind: 'move', by: farAway }]
    case ' ':
      return [{ kind: 'page', by: 1 }]
    case 'l':
      return [{ kind: 'open' }]
    case '\r':
      return [{ kind: 'open' }]
    case 'b':
    case 'h':
      return [{ kind: 'back' }]
    case '?':
      return [{ kind: 'help' }]
    case 'q':
      return [{ kind: 'quit' }]
    default:
      return []
  }
}
