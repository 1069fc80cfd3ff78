import type { FaultPart } from '../../../src/plan/scenario-spec.ts'
import {
  branchOffice,
  dataCentre,
  directory,
  fileServer,
  laptops,
  loadBalancer,
  nas,
  parentFile,
  peerParent,
  router,
  scenario,
  serverHost,
  staffAtWork,
  syncCopies,
  syncServer,
  vpn,
  workstation,
} from '../../../src/scenario/index.ts'

/** A firm with at least one part of every kind. The examples of definitions name its parts. */
export const exampleFirm = (faults: readonly FaultPart[]): ReturnType<typeof scenario> =>
  scenario({
    name: 'example-firm',
    story: 'A team in the field, and clients of two servers behind a balancer.',
    file: { accounts: 12, documentsEach: 1 },
    parts: [
      workstation('lead-pc', { user: 'lead', sessionLimit: 10 }),
      laptops('staff', { count: 3 }),
      laptops('spare', { count: 1 }),
      router('wifi', { joins: ['lead-pc', 'staff', 'spare'] }),
      nas('nas-1'),
      fileServer('leeds'),
      serverHost('server'),
      syncServer('web-1', { on: 'server', roots: ['nas-1'], port: 8443 }),
      syncServer('web-2', { on: 'server', roots: ['nas-1'], port: 8444 }),
      loadBalancer('balancer', { before: ['web-1', 'web-2'] }),
      laptops('clients', { count: 2 }),
      router('lan', { joins: ['balancer', 'server', 'nas-1', 'leeds', 'clients'] }),
      vpn('office-vpn', { from: 'lead-pc', to: 'nas-1' }),
    ],
    copies: [
      parentFile('parent', { on: 'nas-1' }),
      peerParent('lead', { on: 'lead-pc', of: 'parent' }),
      syncCopies({ on: 'staff', of: 'lead' }),
      syncCopies({ on: 'clients', of: 'parent', through: 'balancer' }),
    ],
    access: [
      dataCentre('firm', { on: 'server' }),
      branchOffice('leeds-store', { on: 'leeds', of: 'firm' }),
      directory('people', { on: 'server' }),
    ],
    day: { lasts: '5m' },
    work: staffAtWork({
      openWithin: '10s',
      editEvery: '6s',
      documents: 0.3,
      documentSize: ['10 kB', '300 kB'],
      think: ['1s', '3s'],
    }),
    faults,
    expectConflicts: 0,
  })
