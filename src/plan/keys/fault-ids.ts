/** A fault's id: its kind, the target that its author names, and its number among the same, from 1. */
export const faultId = (key: string, target: string, number: number): string => `${key}-${target}-${number}`

/**
 * Where each kind of machine fault begins in the order of a group's machines. Different kinds so strike
 * different machines, and neither knows of the other. A new kind takes the next number.
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
