/** Text broken between words into lines of at most `width`; a longer word keeps a line to itself. */
export const wrapped = (text: string, width: number): readonly string[] => {
  const lines: string[] = []
  for (const word of text.replaceAll(spaceBeforeUnit, glue).split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${last} ${word}`
    } else {
      lines.push(word)
    }
  }
  return lines.map((line) => line.replaceAll(glue, ' '))
}

// A number and its unit stay on one line.
const spaceBeforeUnit = /(?<=\d) (?=(?:ms|s|min|h|[kMGT]?B)\b)/gu
const glue = '\u00A0'
