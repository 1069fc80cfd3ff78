import { documentTable } from '../../../engine/document/index.ts'
import { parseAddress } from '../../../engine/replica/index.ts'
import { CommandFailure, failureCodes } from '../../context/command-failure.ts'

export interface Place {
  readonly path: string
  readonly table: string
  readonly key: string
  readonly field: string
}

export const placeOf = (path: string): Place => {
  const place = parseAddress(path)
  if (place) return { path, ...place }
  throw new CommandFailure(
    failureCodes.usage,
    `"${path}" is no address: write TABLE/KEY.FIELD, as in trial-balance/1010.amount`,
  )
}

/** Documents are changed in the working folder, where each file remembers the version it was opened from. */
export const refuseDocuments = ({ path, table }: Place): void => {
  if (table !== documentTable) return
  throw new CommandFailure(
    failureCodes.usage,
    (shakedown) =>
      `${path} belongs to a document: save its file in the working folder, then run: ${shakedown} file sync`,
  )
}
