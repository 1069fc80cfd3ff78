import { execFileSync } from 'node:child_process'

import { describe, expect, test } from 'vitest'

import { Desk } from '../cli/file/desk.ts'
import { shownCommands, Walk } from './console-blocks.ts'
import { textOf } from './repository.ts'

const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.trimEnd().split('\n'))

/** Types one line at the desk, as a reader would in a shell. */
const typedAt = async (desk: Desk, line: string): Promise<readonly string[]> => {
  const file = /^npx shakedown file (.*)$/.exec(line)
  if (file?.[1]) return linesOf(await desk.does(file[1]))
  return linesOf(execFileSync('bash', ['-c', line], { cwd: desk.folder, encoding: 'utf8' }))
}

test('the peer-to-peer tutorial does what it says, command by command', async () => {
  const commands = shownCommands(textOf('docs/peer-to-peer.md'))
  const desk = new Desk()
  const walk = new Walk()
  expect(commands.length).toBeGreaterThan(25)

  for (const { line, output } of commands) {
    const printed = await typedAt(desk, walk.typed(line))
    expect({ line, difference: walk.difference(output, printed) }).toEqual({ line, difference: null })
  }
})

describe('a walk through a tutorial', () => {
  const shown = ['a = 1, at 2026-11-22T12:45:10.589Z', '  value 00000000000000aa.2']

  test('takes other ids and times for those that are shown', () => {
    const walk = new Walk()

    expect(
      walk.difference(shown, ['a = 1, at 2027-01-01T00:00:00.000Z', '  value 00000000000000bb.7']),
    ).toBeNull()
    expect(walk.typed('resolve --take 00000000000000aa.2')).toBe('resolve --take 00000000000000bb.7')
  })

  test.each([
    ['another text', ['a = 2, at 2027-01-01T00:00:00.000Z', '  value 00000000000000bb.7']],
    ['a line too many', [...shown, 'and more']],
    ['a line too few', shown.slice(1)],
  ])('notices %s', (_, printed) => {
    expect(new Walk().difference(shown, printed)).not.toBeNull()
  })

  test('notices that two places show different ids', () => {
    const walk = new Walk()
    walk.difference(['value 00000000000000aa.2'], ['value 00000000000000bb.7'])

    expect(walk.difference(['value 00000000000000aa.2'], ['value 00000000000000cc.7'])).not.toBeNull()
  })
})
