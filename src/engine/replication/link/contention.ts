import type { SyncCopy } from '../../replica/index.ts'

/** Counts the active copies under this copy's parent, itself included. They share its sessions. */
export const copiesSharingHost = ({ state, identity }: SyncCopy): number => {
  const { hierarchy } = state
  const registrations = hierarchy.registrations().filter(({ log: logId }) => !hierarchy.hasEnded(logId))
  const host = registrations.find(({ log: logId }) => logId === identity.line)?.hangsUnder ?? null
  return registrations.filter(({ hangsUnder }) => hangsUnder === host && host !== null).length
}
