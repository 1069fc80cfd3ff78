const pollEveryMs = 1000

/** Returns a wait for the next poll. It yields false once somebody interrupted. */
export const nextPollUntil = (
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
      const timer = setTimeout(resolve, pollEveryMs)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    return !isOver
  }
}
