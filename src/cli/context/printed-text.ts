export const jsonText = (value: object): string => `${JSON.stringify(value, null, 2)}\n`

/** A moment as every command prints it, in UTC. */
export const timeText = (ms: number): string => {
  // A clock far out of order still gave a timestamp, and its value must be shown all the same.
  const time = new Date(ms)
  return Number.isNaN(time.getTime()) ? `${ms} ms` : time.toISOString()
}
