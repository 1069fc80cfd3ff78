/** The author's kit: the words a scenario is written in. Every word makes plain data with a `kind`. */
export { fileServer, laptops, router, vpn, workstation } from './parts.ts'
export { loadBalancer, nas, serverHost, syncServer } from './servers.ts'
export {
  balancerRestarts,
  drains,
  nasFails,
  recycles,
  serverDies,
  serverFlaps,
  serverSlows,
} from './server-faults.ts'
export { clockWrong, clonedFolder, copyAbandoned, diskDies, powerCut, restoredFromBackup } from './mishaps.ts'
export { parentFile, peerParent, syncCopies } from './copies.ts'
export { resolveConflicts, sessionHolder, staffAtWork, takeTurns, vpnDrops } from './work.ts'
export {
  branchOffice,
  branchWriteAttempted,
  dataCentre,
  directory,
  directoryDown,
  rightRevoked,
  sessionDesk,
  sessionRules,
  wanCut,
} from './access.ts'
export { sometimes } from './sometimes.ts'
export { scenario } from './scenario.ts'
export { hours, minutes, seconds } from './units.ts'
