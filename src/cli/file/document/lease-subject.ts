import type { ArbiterSession } from '../../../engine/ports/index.ts'
import { wholeFile } from '../../../engine/replica/index.ts'
import { LeaseService, type LeaseState } from '../../../engine/replication/lease/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import { CommandFailure, failureCodes, usageFailure } from '../../context/command-failure.ts'
import { addressOf, connectTo } from '../link/connect-to.ts'
import { readLink } from '../link/link-settings.ts'
import { unreachedFailure } from '../open/failures.ts'
import type { OpenedFolder } from '../open/open-copy.ts'

/** A document of a copy. Null means the whole client file. */
export interface LeaseRequest {
  readonly name: string
  readonly document: string | null
}

/** The address of the arbiter: the linked copy, or this copy if it has no link. */
export const arbiterOf = ({ ports, name }: OpenedFolder, context: CommandContext): string =>
  readLink(ports.disk)?.address ?? addressOf(name, context)

export const leasesFor = (session: ArbiterSession, { copy }: OpenedFolder): LeaseService => {
  const { line, copyName, user } = copy.identity
  return new LeaseService(session, { line, copyName, user })
}

export const withLeases = async <T>(
  opened: OpenedFolder,
  address: string,
  use: (leases: LeaseService, session: ArbiterSession) => Promise<T>,
): Promise<T> => {
  const answer = await connectTo(address)
  if (answer.kind !== 'session') throw unreachedFailure(answer, address)
  try {
    return await use(leasesFor(answer.session, opened), answer.session)
  } finally {
    await answer.session.disconnect()
  }
}

/** The id of a document, or of the whole file. Ends the command if there is no such document. */
export const subjectOf = ({ copy, name }: OpenedFolder, document: string | null): string => {
  if (document === null) return wholeFile
  const found = copy.documents().find((view) => view.name === document || view.documentId === document)
  if (found) return found.documentId
  throw usageFailure(
    (shakedown) =>
      `There is no document ${document} in ${name}. Nothing was changed.\nSee which there are: ${shakedown} file document list ${name}`,
  )
}

/** `bob in laptop-bob`. */
export const holderText = ({ by }: Extract<LeaseState, { kind: 'held' }>): string =>
  by ? `${by.user} in ${by.copyName}` : 'somebody who was cut off before saying who'

export const undecidedFailure = (detail: string, address: string): CommandFailure =>
  new CommandFailure(
    failureCodes.outside,
    `Nothing could be decided at ${address}: ${detail}. Nothing is lost.\nTry again in a minute.`,
  )
