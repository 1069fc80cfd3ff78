import { ScenarioError } from '../../scenario-error.ts'
import { partName } from '../option.ts'
import { branchOffice } from './branch-office.ts'
import { dataCentre } from './data-centre.ts'
import { definePart } from './define-part.ts'
import { firmHasCentre, oneDeskEach } from './firm-rules.ts'
import type { PartRule } from './part-source.ts'
import { syncServer } from './sync-server.ts'

/** A server opens its data store as a local file. */
const readsOwnMachine: PartRule<{ readonly at: string; readonly facts: string }> = (
  { at, facts },
  { parts, access },
) => {
  const server = syncServer.among(parts).find(({ id }) => id === at)
  const stores = [...dataCentre.among(access), ...branchOffice.among(access)]
  const store = stores.find(({ id }) => id === facts)
  if (store && server && store.on !== server.on)
    throw new ScenarioError(
      `syncServer "${at}" runs on "${server.on}", and "${facts}" lies on "${store.on}"; a server reads the data store on its own machine`,
    )
}

export const sessionDesk = definePart({
  key: 'session-desk',
  word: 'sessionDesk',
  noun: 'session desk at',
  family: 'access',
  subject: 'at',
  roles: [],
  options: {
    at: partName('syncServer', 'stands at'),
    facts: partName('dataCentre or branchOffice', 'takes the facts of'),
    directory: partName('directory', 'asks'),
  },
  rules: [firmHasCentre, oneDeskEach, readsOwnMachine],
  inShortForm: (stated) => stated,
  machines: null,
  ends: null,
  lists: (values) => ({ desks: values }),
  contribute: (stated) => ({ desks: [stated] }),
  entryNames: {},
  texts: { desks: ({ facts, directory }) => `, facts of ${facts}, directory ${directory}` },
  docs: {
    summary: 'Logs people in at a server, by the data store on its machine.',
    options: {
      at: 'The server.',
      facts: 'The data centre or branch office whose facts it reads.',
      directory: 'The directory that checks passwords.',
    },
    example: { at: 'web-1', facts: 'firm', directory: 'people' },
  },
})
