import type { ArbiterSession, Clock } from '../../ports/index.ts'
import type { SyncCopy } from '../../replica/index.ts'
import { LeaseService } from './lease-service.ts'

/**
 * Asks the arbiter what others have for themselves, and keeps that for whoever writes here. Where it cannot say, what was
 * known before still counts until its time is over. Throws DiskTrouble.
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
