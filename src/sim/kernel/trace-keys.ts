import { type FrozenKey, keysOfFamily } from '../../plan/keys/frozen-key.ts'

export type TraceKey = FrozenKey<'trace'>

export const traceKeysOf = keysOfFamily<'trace'>()

export const traceKeys = traceKeysOf({
  abandoned: 'abandoned',
  account: 'account',
  acknowledged: 'acknowledged',
  answered: 'answered',
  applied: 'applied',
  asked: 'asked',
  believedDown: 'believed down',
  believedUp: 'believed up',
  branch: 'branch',
  branchWrite: 'branch-write',
  clock: 'clock',
  cloned: 'cloned',
  down: 'down',
  fact: 'fact',
  grant: 'grant',
  held: 'held',
  link: 'link',
  mended: 'mended',
  nothing: '',
  notLetIn: 'not-let-in',
  off: 'off',
  offline: 'offline',
  on: 'on',
  resolved: 'resolved',
  revoked: 'revoked',
  session: 'session',
  state: 'state',
  takenOver: 'taken over',
  turn: 'turn',
  up: 'up',
})

export const shareTraceKeys = traceKeysOf({
  list: 'list',
  make: 'make',
  read: 'read',
  remove: 'remove',
  rename: 'rename',
  size: 'size',
  time: 'time',
  write: 'write',
})

export const traceTargets = {
  request: (who: string, instance: string): string => `${who}>${instance}`,
  response: (who: string, instance: string): string => `${who}<${instance}`,
  shareRequest: (copy: string, host: string, path: string): string => `${copy}>${host}/${path}`,
} as const
