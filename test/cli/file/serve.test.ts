import { createServer } from 'node:net'

import { afterEach, describe, expect, test } from 'vitest'

import { Desk } from './desk.ts'
import { serving } from './serving.ts'

const variables = ['SHAKEDOWN_SERVER_CERTIFICATE', 'SHAKEDOWN_SERVER_TOKEN'] as const
afterEach(() => {
  for (const name of variables) delete process.env[name]
})

describe('file serve', () => {
  test('publishes the client files under a root; copies are made, linked, synchronized and shown through it', async () => {
    const desk = new Desk()
    await desk.does('create ACME --user eve')

    const said = await serving(desk, '--root .', async (address) => {
      await desk.does(`copy create ${address} laptop-ann --user ann`)
      await desk.does(`copy create ${address} laptop-bob --user bob`)
      await desk.does('field edit laptop-ann tb/1.amount 5')
      expect(await desk.does('sync laptop-ann')).toContain('laptop-ann is in sync with ACME (parent)')
      expect(await desk.does('sync laptop-bob')).toContain('received 1 event')
      expect(await desk.does('field show laptop-bob tb/1.amount')).toContain('tb/1.amount = 5')
      expect(await desk.does(`connect laptop-bob ${address}`)).toContain('in sync with ACME')
      expect(await desk.does('status laptop-bob')).toContain(
        `link       parent ACME at ${address}: reachable`,
      )
    })

    expect(said).toMatch(/Serving 1 client file. Anybody on this machine may use them/)
    expect(said).toMatch(/Stopped: everything that was asked is answered/)
    expect(await desk.does('field show ACME tb/1.amount')).toContain('tb/1.amount = 5')
  })

  test('a copy of a file that is not published, or without being trusted, is not made, and it is said why', async () => {
    const desk = new Desk()
    await desk.does('create ACME --user eve')

    await serving(desk, '--root .', async (address) => {
      const wrong = await desk.file('copy', 'create', address.replace('ACME', 'BETA'), 'laptop')
      expect([wrong.code, wrong.err]).toEqual([
        4,
        expect.stringMatching(/No client file is published as BETA/),
      ])
      delete process.env['SHAKEDOWN_SERVER_CERTIFICATE']
      const untrusted = await desk.file('copy', 'create', address, 'laptop')
      expect([untrusted.code, untrusted.err]).toEqual([
        4,
        expect.stringMatching(/certificate is not trusted/),
      ])
      const open = await desk.file('copy', 'create', address.replace('https', 'http'), 'laptop')
      expect([open.code, open.err]).toEqual([2, expect.stringMatching(/not encrypted/)])
    })
  })

  test.each([
    ['--root .', 2, /needs a certificate.*--development-certificate/s],
    [
      '--root . --development-certificate --host 0.0.0.0',
      2,
      /Without tokens only this machine may be served/,
    ],
    ['--root . --development-certificate --port x', 2, /"x" is no port/],
    ['--root . --development-certificate --drain soon', 2, /"soon" is no time to drain in/],
    ['--root . --development-certificate --workers 0', 2, /"0" is no number of workers/],
    ['--root . --development-certificate --workers 2 --host 0.0.0.0', 2, /Without tokens only this machine/],
    ['--root . --certificate nothing.pem --key nothing.pem --workers 2', 2, /Cannot read nothing.pem/],
    ['--root empty --development-certificate --workers 2', 4, /Cannot look into empty/],
    ['--root empty --development-certificate', 4, /Cannot look into empty/],
    ['--root machine --development-certificate', 3, /no client file right under machine/],
    ['--root . . --development-certificate', 2, /More than one root has ACME, machine/],
    ['--root . --certificate nothing.pem --key nothing.pem', 2, /Cannot read nothing.pem/],
    ['--root . --development-certificate --tokens nothing', 2, /Cannot use the tokens in nothing/],
  ])('serve %s is refused plainly', async (words, code, reason) => {
    const desk = new Desk()
    await desk.does('create ACME --user eve')
    await desk.does('create machine --user eve')

    const answer = await desk.file('server', 'start', ...words.split(' '))

    expect(answer.code).toBe(code)
    expect(answer.err).toMatch(reason)
  })

  test('a port that is taken is refused plainly', async () => {
    const desk = new Desk()
    await desk.does('create ACME --user eve')
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const taken = other.address()
    const port = typeof taken === 'object' && taken ? taken.port : 0

    const answer = await desk.file(
      'server',
      'start',
      '--root',
      '.',
      '--development-certificate',
      '--port',
      `${port}`,
    )
    other.close()

    expect([answer.code, answer.err]).toEqual([4, expect.stringMatching(/another program listens there/)])
  })
})
