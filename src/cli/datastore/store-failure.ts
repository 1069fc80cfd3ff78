import type { StoreTrouble, StoreTroubleKind } from '../../access/ports/index.ts'
import { CommandFailure, failureCodes } from '../context/command-failure.ts'
import { shownName } from './store-name.ts'

export const storeFailure = ({ kind, message }: StoreTrouble, name: string): CommandFailure =>
  new CommandFailure(
    kind === 'not-a-store' ? failureCodes.clientFile : failureCodes.outside,
    (shakedown) =>
      `Cannot use the data store ${shownName(name)}: ${message}. Nothing was changed.\n${adviceOn(kind, shakedown)}`,
  )

const adviceOn = (kind: StoreTroubleKind, shakedown: string): string =>
  kind === 'not-a-store' ? `${advice[kind]} ${shakedown} datastore centre FILE --name NAME` : advice[kind]

const advice: Readonly<Record<StoreTroubleKind, string>> = {
  denied: 'See to it that this user may read and write there, then try again.',
  full: 'Free some space, then try again.',
  busy: 'Another program has it open for long: try again when that is done.',
  unreachable: 'Try again when it answers. Servers go on with the facts that they know.',
  broken: 'Check the disk, and put the store back from a backup; branches notice, and load everything again.',
  'not-a-store': 'Name the file of a data store, or make one:',
}
