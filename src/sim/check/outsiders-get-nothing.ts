import { checks } from '../../plan/definitions/check/index.ts'
import { abandonedGetNothing } from './abandoned-get-nothing.ts'
import { eitherOf } from './either-of.ts'
import { judgeOf } from './judge.ts'
import { revokedGetNothing } from './revoked-get-nothing.ts'

export const outsidersGetNothingJudge = judgeOf(
  checks.outsidersGetNothing,
  eitherOf(revokedGetNothing, abandonedGetNothing),
)
