import { isFileRequest, type Request } from '../protocol/index.ts'

/**
 * Tells whether a request would change the file for others. Presence records and clock files do not count:
 * readers write them too. Pure.
 */
export const isChanging = (request: Request): boolean => {
  if (request.kind === 'exchange') return request.batch !== null || request.entries.length > 0
  if (!isFileRequest(request)) return false
  switch (request.kind) {
    case 'write':
      return !/^\.shakedown\/(visitors|clocks)\//.test(request.path)
    case 'create':
    case 'write-part':
    case 'rename':
    case 'remove':
      return true
    case 'read':
    case 'read-part':
    case 'size':
    case 'list':
    case 'modified':
      return false
  }
}
