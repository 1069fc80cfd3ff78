import type { ShareSession } from '../../../engine/ports/index.ts'
import { type OtherCopy, readOtherCopy } from '../../../engine/replication/exchange/index.ts'
import { exchangeFailure, openFailure, unreachedFailure } from '../open/failures.ts'
import { connectTo } from './connect-to.ts'

export const reachCopy = async (
  address: string,
  name: string,
): Promise<{ readonly session: ShareSession; readonly other: OtherCopy }> => {
  const answer = await connectTo(address)
  if (answer.kind !== 'session') throw unreachedFailure(answer, name)
  const other = await readOtherCopy(answer.session)
  if (other.kind === 'other-copy') return { session: answer.session, other }
  await answer.session.disconnect()
  if (other.kind === 'interrupted') throw exchangeFailure(other, name, name)
  throw openFailure(other, name)
}
