import type { FileRequest } from '../protocol/index.ts'

/**
 * Checks a file request by its form alone, before any disk access. No accepted path leads out of the folder,
 * into the write-ahead log, or to files of other programs. Pure.
 */
export const mayTouch = (request: FileRequest): boolean => {
  const { kind, path } = request
  if (kind === 'rename') return isAdoption(path, request.to)
  return allowed[kind].some((form) => form.test(path))
}

const hash = '[0-9a-f]{64}'
const logId = '[0-9a-f]{16}'
// A subject as `leasesFolder` encodes it, without dots.
const name = String.raw`[A-Za-z0-9%_!~*'()-]{1,200}`
const inHome = (form: string): RegExp => new RegExp(String.raw`^\.shakedown/${form}$`)

const object = inHome(`(contents|packs)/[0-9a-f]{2}/${hash}`)
const incoming = inHome(String.raw`incoming/${hash}\.[0-9a-f-]{1,64}`)
const content = inHome(`contents/[0-9a-f]{2}/${hash}`)
const ranges = inHome(String.raw`ranges/${logId}/[0-9]+-[0-9]+\.${logId}`)
const rangesOf = inHome(`ranges/${logId}`)
const plain = inHome('(format|copy|heads|serving)')
const cold = inHome('resting/[0-9a-f]{32}')
const presenceRecord = inHome(`visitors/${logId}`)
const clock = inHome(`clocks/${logId}`)
const lease = inHome(`leases/${name}/[0-9]{8,15}`)
const leasesOf = inHome(`leases(/${name})?`)

const readable = [plain, cold, object, ranges, incoming, lease]
const allowed: Readonly<Record<Exclude<FileRequest['kind'], 'rename'>, readonly RegExp[]>> = {
  read: readable,
  'read-part': readable,
  size: readable,
  list: [rangesOf, leasesOf],
  modified: [lease, clock],
  write: [content, presenceRecord, clock],
  create: [lease],
  'write-part': [incoming],
  remove: [lease],
}

// A transfer may only end under the name that it started for.
const isAdoption = (from: string, to: string): boolean =>
  incoming.test(from) && object.test(to) && hashIn(from) === hashIn(to) && isInItsFolder(to)

const isInItsFolder = (path: string): boolean => path.split('/').at(-2) === hashIn(path).slice(0, 2)

export const hashIn = (path: string): string => (path.split('/').at(-1) ?? '').split('.')[0] ?? ''
