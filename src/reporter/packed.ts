/** Texts side by side, two spaces apart, in as few lines of `columns` as they need. A text is never broken. */
export const packed = (texts: readonly string[], columns: number): readonly string[] => {
  const lines: string[] = []
  for (const text of texts) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + gap.length + text.length <= columns)
      lines[lines.length - 1] = `${last}${gap}${text}`
    else lines.push(text)
  }
  return lines
}

const gap = '  '
