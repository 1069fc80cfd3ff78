import { randomBytes } from 'node:crypto'

/** A temporary name for an unfinished file. Short regardless of the final name, or long names would not fit. */
export const temporaryName = (): string => `.shakedown-${randomBytes(6).toString('hex')}.tmp`

/** Whether a crash may have left this file. Such files never count as contents. */
export const isTemporaryName = (name: string): boolean => /^\.shakedown-[0-9a-f]{12}\.tmp$/.test(name)
