/** The HTTPS client. It never loads the server. */
export { feedClient } from './feed-client.ts'
export { bytesOf, textOfBytes } from './header-bytes.ts'
export {
  branchHeader,
  feedPath,
  healthPath,
  isHttpsAddress,
  logOnPath,
  messageType,
  parseHttpsAddress,
  parseServerAddress,
  proofHeader,
  renewPath,
} from './https-address.ts'
export { httpsClient, type HttpsCredentials } from './https-client.ts'
export { logOff, logOn } from './session-client.ts'
export { LogOnSessionStore } from './session-store.ts'
