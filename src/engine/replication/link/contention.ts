import type { SyncCopy } from '../../replica/index.ts'

/** How many copies that have not ended hang where this one does, itself among them: they share that host's sessions. */
export const copiesSharingHost = ({ state, identity }: SyncCopy): number => {
  const { hierarchy } = state
  const registrations = hierarchy.registrations().filter(({ log: logId }) => !hierarchy.hasEnded(logId))
  const host = registrations.find(({ log: logId }) => logId === identity.line)?.hangsUnder ?? null
  return registrations.filter(({ hangsUnder }) => hangsUnder === host && host !== null).length
}
