import type { LineId } from '../event/line.ts'
import type { RegisterCopyOp } from '../event/op.ts'

/** A copy that was registered. */
export interface Registration {
  readonly line: LineId
  readonly copyName: string
  readonly user: string
  readonly parent: LineId | null
}

export const registrationOf = (line: LineId, op: RegisterCopyOp): Registration => ({
  line,
  copyName: op.copyName,
  user: op.user,
  parent: op.parent,
})
