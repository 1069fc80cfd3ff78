import { expect, test } from 'vitest'

import { canDraw } from '../../../src/cli/context/process-streams.ts'

const tty = { isTTY: true }
const pipe = {}

test.each([
  ['a terminal at both ends', { stdin: tty, stdout: tty }, 'xterm', true],
  ['a terminal that does not say what it is', { stdin: tty, stdout: tty }, undefined, true],
  ['a dumb terminal', { stdin: tty, stdout: tty }, 'dumb', false],
  ['a pipe to read from', { stdin: pipe, stdout: tty }, 'xterm', false],
  ['a pipe to write to', { stdin: tty, stdout: pipe }, 'xterm', false],
])('whether a screen can be shown: %s', (_what, ends, term, drawable) => {
  expect(canDraw(ends, term)).toBe(drawable)
})
