/** Who is connected: as many whole names as fit, and how many more there are. */
export const connectedCopiesText = (serving: readonly string[], width: number): string => {
  const fitting = serving.filter((_, index) => withRest(serving, index + 1).length <= width)
  if (serving.length === 0) return ''
  return fitting.length === 0 ? `${serving.length} copies` : withRest(serving, fitting.length)
}

const withRest = (serving: readonly string[], shown: number): string => {
  const names = serving.slice(0, shown).join(', ')
  return shown < serving.length ? `${names} +${serving.length - shown}` : names
}
