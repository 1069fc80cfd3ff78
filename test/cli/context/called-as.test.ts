import { describe, expect, test } from 'vitest'

import { asCalledHere, calledAs } from '../../../src/cli/context/called-as.ts'

const npm = { npm_execpath: '/usr/lib/npm-cli.js', npm_command: 'exec' }

describe('a program is called as', () => {
  test.each([
    ['node bin/shakedown.js', '/home/ann/repo/bin/shakedown.js', {}],
    ['node bin/shakedown.js', '/home/ann/repo/bin/shakedown.js', npm],
    ["node '../a folder/bin/shakedown.js'", '/home/ann/a folder/bin/shakedown.js', {}],
    ['shakedown', '/usr/local/bin/shakedown', {}],
    ['shakedown', '/usr/local/bin/shakedown', npm],
    ['npx shakedown', '/home/ann/repo/node_modules/.bin/shakedown', npm],
    ['npx shakedown', '/home/ann/.npm/_npx/cc/node_modules/.bin/shakedown', npm],
    ['node_modules/.bin/shakedown', '/home/ann/repo/node_modules/.bin/shakedown', { PATH: '/usr/bin:/bin' }],
    [
      'shakedown',
      '/home/ann/repo/node_modules/.bin/shakedown',
      { PATH: '/bin:/home/ann/repo/node_modules/.bin' },
    ],
    ['npx shakedown', '/home/ann/repo/node_modules/shakedown/bin/shakedown.js', npm],
    ['shakedown', '/home/ann/repo/node_modules/shakedown/bin/shakedown.js', {}],
  ])('%s, where Node runs %s', (words, script, env) => {
    expect(calledAs({ script, cwd: '/home/ann/repo', env })).toBe(words)
  })
})

test("a server's advice is repeated as this user calls the program", () => {
  const advice = 'There is no session. Log on: npx shakedown file server log-on'

  expect(asCalledHere(advice, 'node bin/shakedown.js')).toBe(
    'There is no session. Log on: node bin/shakedown.js file server log-on',
  )
})
