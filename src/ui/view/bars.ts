const eighths = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const

export interface ProgressStrokes {
  readonly done: string
  readonly rest: string
}

/** A bar that is neither empty once begun nor full before the end. */
export const progressStrokes = (share: number, width: number): ProgressStrokes => {
  const exact = Math.round(share * width)
  const done = share <= 0 ? 0 : share >= 1 ? width : Math.min(Math.max(exact, 1), Math.max(width - 1, 0))
  return { done: '━'.repeat(done), rest: '╌'.repeat(width - done) }
}

/** At most `width` values: neighbours are averaged where there are more. */
export const squeezed = (values: readonly number[], width: number): readonly number[] => {
  if (values.length <= width) return values
  return Array.from({ length: Math.max(width, 0) }, (_, bucket) => {
    const from = Math.floor((bucket * values.length) / width)
    const to = Math.max(from + 1, Math.floor(((bucket + 1) * values.length) / width))
    return average(values.slice(from, to))
  })
}

/** One character a value; zero is a low line, so that a quiet minute differs from no minute. */
export const sparkline = (values: readonly number[], width: number): string => {
  const shown = squeezed(values, width)
  const top = Math.max(...shown, 1)
  return shown.map((value) => eighths[Math.max(1, Math.round((value / top) * 8))] ?? ' ').join('')
}

/** A column a value, `height` lines from the top down, and the value that a full column stands for. */
export const columnChart = (
  values: readonly number[],
  size: { readonly width: number; readonly height: number },
): { readonly top: number; readonly lines: readonly string[] } => {
  const shown = squeezed(values, size.width)
  const top = Math.max(...shown, 1)
  const lines = Array.from({ length: size.height }, (_, line) => {
    const below = size.height - 1 - line
    return shown.map((value) => columnPart((value / top) * size.height - below)).join('')
  })
  return { top, lines }
}

const columnPart = (filled: number): string =>
  eighths[Math.round(Math.min(Math.max(filled, 0), 1) * 8)] ?? ' '

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1)
