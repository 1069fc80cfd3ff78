import { randomBytes } from 'node:crypto'

/** The name of a file that is not finished yet. Short whatever it will be called, or long names would not fit. */
export const temporaryName = (): string => `.shakedown-${randomBytes(6).toString('hex')}.tmp`

/** What a crash may have left behind: never part of what a folder holds. */
export const isTemporaryName = (name: string): boolean => /^\.shakedown-[0-9a-f]{12}\.tmp$/.test(name)
