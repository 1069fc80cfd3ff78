import type { ArbiterSession, Clock } from '../../ports/index.ts'
import type { SyncCopy } from '../../replica/index.ts'
import { LeaseService } from './lease-service.ts'

/**
 * If the arbiter cannot answer, cached leases stay until they expire. Throws DiskTrouble if the cache
 * cannot be written.
 */
export const learnLeases = async (copy: SyncCopy, session: ArbiterSession, clock: Clock): Promise<void> => {
  const { line: logId, copyName, user } = copy.identity
  const others = await new LeaseService(session, { line: logId, copyName, user }).others()
  if (others.kind !== 'ok') return
  const nowMs = clock.nowMs()
  copy.leases.learned(
    others.value.map(({ subject, by, heldMs, leftMs }) => ({
      subject,
      user: by?.user ?? 'somebody',
      copyName: by?.copyName ?? 'a copy that was cut off',
      sinceMs: nowMs - heldMs,
      untilMs: nowMs + Math.max(0, leftMs),
      learnedMs: nowMs,
    })),
  )
}
