import {
  type AccessPart,
  branchOfficeSchema,
  dataCentreSchema,
  directorySchema,
  sessionDeskSchema,
  sessionRulesSchema,
} from '../plan/access-spec.ts'
import { checked } from '../plan/scenario-error.ts'
import { type Duration, durationUs } from '../plan/units.ts'
import { refuseUnknownOptions } from '../plan/written-options.ts'

/**
 * The firm's data store, which takes writes. Sends a heartbeat every `beat` and keeps changes for
 * `retention`. A branch that was away longer is filled from scratch.
 */
export const dataCentre = (
  id: string,
  options: { on: string; retention?: Duration; beat?: Duration },
): AccessPart => {
  const what = `dataCentre "${id}"`
  refuseUnknownOptions(what, options, ['on', 'retention', 'beat'])
  const retentionUs = durationUs(options.retention ?? '72h', `${what} retention`)
  const beatUs = durationUs(options.beat ?? '5s', `${what} beat`)
  return checked(dataCentreSchema, { kind: 'data-centre', id, on: options.on, retentionUs, beatUs }, what)
}

/**
 * A data store in a branch office, which polls its centre every `poll`. Loses the share `lost` of the
 * answers.
 */
export const branchOffice = (
  id: string,
  options: { on: string; of: string; poll?: Duration; lost?: number },
): AccessPart => {
  const what = `branchOffice "${id}"`
  refuseUnknownOptions(what, options, ['on', 'of', 'poll', 'lost'])
  const { on, of, lost = 0 } = options
  const pollUs = durationUs(options.poll ?? '5s', `${what} poll`)
  return checked(branchOfficeSchema, { kind: 'branch-office', id, on, of, pollUs, lost }, what)
}

/** Knows people and their passwords. */
export const directory = (id: string, options: { on: string }): AccessPart => {
  const what = `directory "${id}"`
  refuseUnknownOptions(what, options, ['on'])
  return checked(directorySchema, { kind: 'directory', id, on: options.on }, what)
}

/** Logs people in at the server `at`, by the data store on its machine. */
export const sessionDesk = (at: string, options: { facts: string; directory: string }): AccessPart => {
  const what = `sessionDesk "${at}"`
  refuseUnknownOptions(what, options, ['facts', 'directory'])
  return checked(sessionDeskSchema, { kind: 'session-desk', at, ...options }, what)
}

/**
 * How long a token is valid, and how long it is renewed while the directory is down. Their sum is the window.
 */
export const sessionRules = (options: { life?: Duration; grace?: Duration } = {}): AccessPart => {
  refuseUnknownOptions('sessionRules', options, ['life', 'grace'])
  const lifeUs = durationUs(options.life ?? '10m', 'sessionRules life')
  const graceUs = durationUs(options.grace ?? '20m', 'sessionRules grace')
  return checked(sessionRulesSchema, { kind: 'session-rules', lifeUs, graceUs }, 'sessionRules')
}
