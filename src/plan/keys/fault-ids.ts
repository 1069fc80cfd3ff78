/** Makes the ids of faults. `target` is the name that an author wrote. Numbers count from one. */
export const faultId = (key: string, target: string, number: number): string => `${key}-${target}-${number}`

/**
 * Where each kind of fault begins in the order of machines, so that kinds strike different ones. A new kind takes the
 * next number.
 */
export const machineFaultRanks = {
  'cut-power': 0,
  'lose-disk': 1,
  'restore-backup': 2,
  'clone-folder': 3,
  'abandon-copy': 4,
  'set-clock': 5,
} as const

export type MachineFaultKey = keyof typeof machineFaultRanks
