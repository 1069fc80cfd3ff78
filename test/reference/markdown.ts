/** One page of the reference: its path under docs/reference, and its text. */
export interface ReferencePage {
  readonly path: string
  readonly text: string
}

/** The blocks of a page, with a blank line between them. */
export const pageText = (blocks: readonly string[]): string =>
  `${blocks
    .filter((block) => block !== '')
    .map((block) => (isProse(block) ? wrapped(block) : block))
    .join('\n\n')}\n`

/** Returns an empty block if there are no rows. */
export const table = (titles: readonly string[], rows: readonly (readonly string[])[]): string => {
  const rule = titles.map(() => '---')
  return rows.length === 0 ? '' : [titles, rule, ...rows].map(lineOf).join('\n')
}

export const code = (text: string): string => `\`${text}\``

export const codeBlock = (lines: readonly string[], language = ''): string =>
  ['```'.concat(language), ...lines, '```'].join('\n')

export const sentence = (text: string): string => {
  const capital = `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
  return /[.!?]$/.test(capital) ? capital : `${capital}.`
}

/** `a`, `a or b`, `a, b or c`. */
export const alternatives = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`

/** The longest line of a paragraph, as on the pages that people write. */
const columnsMax = 120

const isProse = (block: string): boolean => !/^(?:[#|-]|```)/.test(block)

const wrapped = (text: string): string =>
  text
    .split(' ')
    .reduce<readonly string[]>((lines, word) => {
      const last = lines.at(-1)
      if (last === undefined || `${last} ${word}`.length > columnsMax) return [...lines, word]
      return [...lines.slice(0, -1), `${last} ${word}`]
    }, [])
    .join('\n')

const lineOf = (cells: readonly string[]): string => `| ${cells.map(cellText).join(' | ')} |`

const cellText = (text: string): string => text.replaceAll('|', String.raw`\|`).replaceAll('\n', ' ')
