/** Finds the addresses of hosts for machines that connect to them. */
export interface Names {
  /** Returns true if a machine needs to ask nobody. */
  knows(from: string, host: string): boolean
  /** Asks the name servers. Calls `end` once; false means that none answered in time. */
  ask(from: string, host: string, end: (isFound: boolean) => void): void
}

/** For programs that resolve their addresses once, when they start. */
export const resolvedAtStart: Names = { knows: () => true, ask: (_, __, end) => end(true) }
