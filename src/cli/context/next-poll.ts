/** How often a status that is watched looks again. */
const lookEveryMs = 1000

/** Waits for the next look; false once somebody interrupted, who is listened to from the first wait on. */
export const nextLookUntil = (
  onInterrupt: (listener: () => void) => () => void,
): (() => Promise<boolean>) => {
  let isOver = false
  let wake = (): void => {}
  let isListening = false
  const listen = (): void => {
    if (isListening) return
    isListening = true
    onInterrupt(() => {
      isOver = true
      wake()
    })
  }
  return async () => {
    listen()
    if (isOver) return false
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, lookEveryMs)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    return !isOver
  }
}
