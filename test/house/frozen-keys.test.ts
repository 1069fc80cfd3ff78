import { expect, test } from 'vitest'

import { drawCauses } from '../../src/engine/ports/draw-cause.ts'
import { faultId, machineFaultRanks } from '../../src/plan/keys/fault-ids.ts'
import { workCauses, faultCauses } from '../../src/plan/keys/plan-causes.ts'
import { fileNames, memberIds, policyIds, workIds } from '../../src/plan/keys/work-ids.ts'
import { serverFaultTraceKeys } from '../../src/sim/fault/server-fault-trace-keys.ts'
import { simCauses } from '../../src/sim/kernel/sim-causes.ts'
import { streamKeys } from '../../src/sim/kernel/stream-keys.ts'
import { traceKeys, shareTraceKeys } from '../../src/sim/kernel/trace-keys.ts'
import { traceTargets } from '../../src/sim/kernel/trace-keys.ts'
import {
  auditTraceKeys,
  refusalTraceKeys,
  writeTraceKeys,
  noLinkTraceKeys,
  linkTraceKeys,
} from '../../src/sim/keys/engine-trace-keys.ts'
import { linkPayload } from '../../src/sim/keys/engine-trace-keys.ts'
import { simIds } from '../../src/sim/keys/sim-ids.ts'
import { sourcesUnder, textOf } from './repository.ts'

/** Words may be added. One that is changed or taken away changes hashes. */
const frozen: readonly (readonly [
  name: string,
  keys: Readonly<Record<string, string>>,
  words: readonly string[],
])[] = [
  [
    'workCauses',
    workCauses,
    [
      'open',
      'gap',
      'think',
      'document',
      'value',
      'new',
      'made-by',
      'item',
      'account',
      'field',
      'new-document',
      'size',
      'heavy',
      'meeting',
      'whom',
    ],
  ],
  ['faultCauses', faultCauses, ['at', 'lasts', 'down', 'up', 'which', 'effect', 'whom']],
  [
    'streamKeys',
    streamKeys,
    [
      'stray',
      'work',
      'faults',
      'mishaps',
      'engine',
      'join',
      'power',
      'policy',
      'whereabouts',
      'pick',
      'documents',
      'feed',
      'keys',
      'nonces',
      'balancer',
      'sectors',
      'torn',
    ],
  ],
  [
    'simCauses',
    simCauses,
    ['first look', 'first poll', 'first check', 'touched', 'by', 'taken', 'lost', 'client'],
  ],
  [
    'traceKeys',
    traceKeys,
    [
      'abandoned',
      'account',
      'acknowledged',
      'answered',
      'applied',
      'asked',
      'believed down',
      'believed up',
      'branch',
      'branch-write',
      'clock',
      'cloned',
      'down',
      'fact',
      'grant',
      'held',
      'link',
      'mended',
      '',
      'not-let-in',
      'off',
      'offline',
      'on',
      'resolved',
      'revoked',
      'session',
      'state',
      'taken over',
      'turn',
      'up',
    ],
  ],
  ['shareTraceKeys', shareTraceKeys, ['list', 'make', 'read', 'remove', 'rename', 'size', 'time', 'write']],
  ['auditTraceKeys', auditTraceKeys, ['logged-on', 'log-on-refused', 'session-ended', 'denied']],
  [
    'refusalTraceKeys',
    refusalTraceKeys,
    [
      'malformed',
      'newer',
      'too-large',
      'too-many',
      'unknown-user',
      'denied',
      'no-such-file',
      'other-file',
      'session-lost',
      'not-let-in',
      'unavailable',
      'full',
      'draining',
      'read-only',
    ],
  ],
  ['writeTraceKeys', writeTraceKeys, ['written', 'refused', 'trouble']],
  ['noLinkTraceKeys', noLinkTraceKeys, ['chosen', 'unreachable', 'refused', 'denied', 'abandoned', 'away']],
  ['linkTraceKeys', linkTraceKeys, ['linked', 'none']],
  [
    'serverFaultTraceKeys',
    serverFaultTraceKeys,
    [
      'recycled',
      'server down',
      'machine down',
      'machine slow',
      'NAS slow',
      'NAS hung',
      'NAS down',
      'NAS stale',
      'balancer restarts',
      'drained',
    ],
  ],
]

test.each(frozen)('%s keep their words', (_name, keys, words) => {
  expect(Object.values(keys)).toEqual(expect.arrayContaining([...words]))
})

test('ids of a plan keep their form', () => {
  expect([
    workIds.open('ann'),
    workIds.edit('ann', 3),
    policyIds.resolve,
    policyIds.turns,
    fileNames.accounts,
    fileNames.records,
    fileNames.amount,
    fileNames.note,
    fileNames.paper('ann', 2),
    fileNames.memo('ann', 'ann-3'),
    memberIds.laptop('ann'),
    memberIds.laterPerson('ann', 2),
    memberIds.person('ann', 'audit'),
    faultId('wan-cut', 'tunnel', 1),
  ]).toEqual([
    'ann-open',
    'ann-3',
    'resolve',
    'turns',
    'trial-balance',
    'journal-entries',
    'amount',
    'note',
    'ann working paper 2.docx',
    'ann memo ann-3.docx',
    'ann-laptop',
    'ann-2',
    'ann-audit',
    'wan-cut-tunnel-1',
  ])
})

test('each kind of machine fault keeps its place in the order of machines', () => {
  expect(machineFaultRanks).toEqual({
    'cut-power': 0,
    'lose-disk': 1,
    'restore-backup': 2,
    'clone-folder': 3,
    'abandon-copy': 4,
    'set-clock': 5,
  })
})

test('ids of a run keep their form', () => {
  expect([
    simIds.resolution('resolve', 'table/key.field', 1, 'ann'),
    simIds.takeOver('ann-3', 'bob'),
    simIds.givingUp('item'),
    simIds.importOf('table'),
    simIds.clone('ann'),
    simIds.laterFolder('ann', 2),
    simIds.program('server', 0),
    simIds.mountedFile('server 0', 'file'),
    simIds.intruder('item'),
    simIds.fileOfSeveral('ACME', 'office'),
    simIds.centreHistory('centre'),
    simIds.password('ann'),
    traceTargets.request('ann', 'server'),
    traceTargets.response('ann', 'server'),
    traceTargets.shareRequest('ann', 'office', 'log/1'),
    linkPayload({ kind: 'link', link: 'linked', reason: 'office' }),
    linkPayload({ kind: 'link', link: 'none', reason: 'away' }),
  ]).toEqual([
    'resolve table/key.field 1 by ann',
    'ann-3 taken over by bob',
    'item gives up',
    'import table',
    'ann-again',
    'ann, folder 2',
    'server 0',
    'server 0 file',
    'intruder of item',
    'ACME office',
    'centre-1',
    'the password of ann',
    'ann>server',
    'ann<server',
    'ann>office/log/1',
    'linked office',
    'none away',
  ])
})

test('causes of the engine keep their form', () => {
  expect([
    drawCauses.pause('ann', 'redial', 1),
    drawCauses.pause('ann', 'retry', 1),
    drawCauses.pause('ann', 'away', 1),
    drawCauses.line(drawCauses.newCopy('ann')),
    drawCauses.lineKey(drawCauses.goingOn('a1', 5)),
    drawCauses.file('ACME'),
    drawCauses.feedQuestion(1, 5),
    drawCauses.serverSession(),
    drawCauses.serverInstance(),
  ]).toEqual([
    'ann redial 1',
    'ann retry 1',
    'ann away 1',
    'line of ann',
    'key after a1 at 5',
    'line of ACME file',
    'question 1 at 5',
    'server session',
    'server instance',
  ])
})

const keyModule =
  /^src\/(plan\/keys|sim\/keys|sim\/kernel)\/[a-z-]+\.ts$|^src\/(engine\/ports\/draw-cause|sim\/fault\/server-fault-trace-keys)\.ts$/
const makesKeys =
  /\b(keysOfFamily|causeKeysOf|streamKeysOf|traceKeysOf)\b|\bas (unknown as )?(\w+Key|DrawCause|FrozenKey)\b/

test('key modules alone make keys', () => {
  const makers = sourcesUnder('src').filter((file) => makesKeys.test(textOf(file)))

  expect(makers.length).toBeGreaterThan(0)
  expect(makers.filter((file) => !keyModule.test(file))).toEqual([])
})
