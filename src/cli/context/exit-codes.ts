export const exitCodes = {
  held: 0,
  checkFailed: 1,
  usage: 2,
  clientFile: 3,
  outside: 4,
  defect: 70,
  interrupted: 130,
} as const

export const exitCodeMeanings: Readonly<Record<keyof typeof exitCodes, string>> = {
  held: 'The command did its work. For runs: every check holds.',
  checkFailed:
    'A check failed, or an event never happened that must happen in so many seeds. The command that repeats the run is printed.',
  usage: 'Wrong usage, or a scenario or plan file with a mistake.',
  clientFile: 'The client file or data store is corrupt, of a newer format, or not one at all.',
  outside: 'Something outside refused: a host, a network, a permission or a full disk. Nothing is lost.',
  defect: 'A defect of Shakedown. Please report it.',
  interrupted: 'Somebody interrupted the command. Finished runs are reported.',
}
