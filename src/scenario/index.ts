/** The author's kit: the words of a scenario. Every word makes plain data with a `kind`. */
export {
  branchOffice,
  dataCentre,
  directory,
  fileServer,
  laptops,
  loadBalancer,
  lte,
  nameServer,
  nas,
  parentFile,
  peerParent,
  router,
  serverHost,
  sessionDesk,
  sessionRules,
  syncCopies,
  syncServer,
  vpn,
  workstation,
} from './parts.ts'
export {
  balancerRestarts,
  branchWriteAttempted,
  clockWrong,
  clonedFolder,
  copyAbandoned,
  directoryDown,
  diskDies,
  dnsOutage,
  drains,
  nasFails,
  powerCut,
  recycles,
  restoredFromBackup,
  rightRevoked,
  serverDies,
  serverFlaps,
  serverSlows,
  sessionHolder,
  vpnDrops,
  wanCut,
} from './faults.ts'
export { people } from './people.ts'
export { staffAtWork } from './work.ts'
export { resolveConflicts, takeTurns } from './policies.ts'
export { sometimes } from './sometimes.ts'
export { scenario } from './scenario.ts'
export { hours, minutes, seconds } from '../plan/units.ts'
