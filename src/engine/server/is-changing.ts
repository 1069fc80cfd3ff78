import { isFileRequest, type Request } from '../protocol/index.ts'

/** Pure: whether a request would change what others see of the file. A reader leaves a card, as every visitor does. */
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
