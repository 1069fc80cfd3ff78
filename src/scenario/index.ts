/** The author's kit: the words of a scenario. Every word makes plain data with a `kind`. */
export { fileServer, laptops, router, vpn, workstation } from './parts.ts'
export { loadBalancer, nas, serverHost, syncServer } from './servers.ts'
export {
  balancerRestarts,
  branchWriteAttempted,
  clockWrong,
  clonedFolder,
  copyAbandoned,
  directoryDown,
  diskDies,
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
export { parentFile, peerParent, syncCopies } from './copies.ts'
export { staffAtWork } from './work.ts'
export { resolveConflicts, takeTurns } from './policies.ts'
export { branchOffice, dataCentre, directory, sessionDesk, sessionRules } from './access.ts'
export { sometimes } from './sometimes.ts'
export { scenario } from './scenario.ts'
export { hours, minutes, seconds } from '../plan/units.ts'
