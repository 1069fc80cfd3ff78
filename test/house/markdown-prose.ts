const blank = /^\s*$/
const rule = /^\|[\s|:-]+\|$/
const startsBlock = /^\s*(?:[-*] |\d+\. |#+ |>)/

/** The prose of a page in Markdown: its paragraphs, items, titles and cells, without blocks of code. */
export function proseIn(markdown: string): readonly string[] {
  const blocks: string[] = []
  let isOpen = false
  for (const line of withoutCode(markdown).split('\n')) {
    const continues = isOpen && !startsBlock.test(line) && !line.startsWith('|') && !blank.test(line)
    if (continues) blocks.push(`${blocks.pop()} ${line.trim()}`)
    else blocks.push(...blocksIn(line))
    isOpen = !line.startsWith('|') && !line.startsWith('#') && !blank.test(line)
  }
  return blocks.filter((block) => block !== '')
}

// A capital lets the sentence before it end. A link counts by its text.
const withoutCode = (markdown: string): string =>
  markdown
    .replaceAll(/^ *```[^]*?^ *```$/gm, '')
    .replaceAll(/`[^`]+`/g, 'Code')
    .replaceAll(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replaceAll(/\*+(?=\S)|(?<=\S)\*+/g, '')

const blocksIn = (line: string): readonly string[] => {
  if (rule.test(line)) return []
  if (line.startsWith('|')) return line.split('|').map((cell) => cell.trim())
  return [line.replace(startsBlock, '').trim()]
}
