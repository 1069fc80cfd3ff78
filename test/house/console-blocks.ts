/** A command of a tutorial, as it is shown, with what it is said to print. */
export interface ShownCommand {
  readonly line: string
  readonly output: readonly string[]
}

/** The commands in the `console` blocks of a document, in order. */
export const shownCommands = (markdown: string): readonly ShownCommand[] =>
  [...markdown.matchAll(/```console\n([^]*?)```/g)].flatMap((match) => commandsIn(match[1] ?? ''))

const commandsIn = (block: string): readonly ShownCommand[] =>
  block
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [line = '', ...output] = part.trimEnd().split('\n')
      return { line, output }
    })

/**
 * Ids and times differ from one walk to the next. Each that a document shows stands for one that was printed, the same
 * one wherever it is shown again; `…` stands for anything.
 */
export class Walk {
  readonly #meant = new Map<string, string>()

  /** The line to type, with the ids of this walk. */
  typed(line: string): string {
    return line.replaceAll(ids, (shown) => this.#meant.get(shown) ?? shown)
  }

  /** What differs between the shown output and the printed one; null where nothing does. */
  difference(shown: readonly string[], printed: readonly string[]): string | null {
    if (shown.length !== printed.length) return `${printed.length} lines, not ${shown.length}`
    const at = shown.findIndex((line, index) => !this.#isAlike(line, printed[index] ?? ''))
    return at === -1 ? null : `"${printed[at]}", not "${shown[at]}"`
  }

  #isAlike(shown: string, printed: string): boolean {
    const names: string[] = []
    const pattern = shown
      .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll(escapedIds, (id) => {
        names.push(id.replaceAll('\\', ''))
        return '([0-9a-f]{16}\\.\\d+)'
      })
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:]+\\\.\d+Z/g, '\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z')
      .replaceAll('…', '.*')
    const match = new RegExp(`^${pattern}$`).exec(printed)
    return match !== null && names.every((name, index) => this.#means(name, match[index + 1] ?? ''))
  }

  #means(shown: string, printed: string): boolean {
    const known = this.#meant.get(shown)
    if (known === undefined) this.#meant.set(shown, printed)
    return known === undefined || known === printed
  }
}

const ids = /[0-9a-f]{16}\.\d+/g
const escapedIds = /[0-9a-f]{16}\\\.\d+/g
