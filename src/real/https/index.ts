/** The door of the server's shell. Apart from that of the other real parts: who serves nothing need not load what serves. */
export { anybody, type Authorise, tokenFile, TokenFileTrouble } from './authorise.ts'
export { type Certificate, developmentCertificate } from './development-certificate.ts'
export { listenHttps, type ListeningServer } from './https-server.ts'
export { ServedRoots, serverPorts } from './served-roots.ts'
export { sessionAuthorise } from './session-authorise.ts'
