import { describe, expect, test } from 'vitest'

import { CommandFailure } from '../../../src/cli/context/command-failure.ts'
import { reporterOrders } from '../../../src/cli/reporting/reporter-orders.ts'

const terminal = { cwd: '/home/ann', isTerminal: true }
const pipe = { cwd: '/home/ann', isTerminal: false }

const complaint = (...asked: readonly string[]): string => {
  try {
    reporterOrders(asked, terminal)
  } catch (trouble) {
    expect(trouble).toBeInstanceOf(CommandFailure)
    expect(trouble).toMatchObject({ exitCode: 2 })
    return trouble instanceof Error ? trouble.message : ''
  }
  throw new Error('nobody complained')
}

test('a terminal shows the screen, and a pipe gets plain text', () => {
  expect(reporterOrders([], terminal)).toEqual([{ name: 'tui', file: null }])
  expect(reporterOrders([], pipe)).toEqual([{ name: 'plain', file: null }])
  expect(reporterOrders(['tui'], pipe)).toEqual([{ name: 'plain', file: null }])
})

test('several reporters each have their file, below the working directory', () => {
  expect(reporterOrders(['tui', 'junit=out.xml', 'json=/tmp/a=b.json'], terminal)).toEqual([
    { name: 'tui', file: null },
    { name: 'junit', file: '/home/ann/out.xml' },
    { name: 'json', file: '/tmp/a=b.json' },
  ])
})

describe('refused', () => {
  test.each([
    [['plan'], 'not "plan"; did you mean "plain"?'],
    [['xml=a'], 'not "xml"'],
    [['junit='], 'names no file'],
    [['tui=a.txt'], 'draws on the terminal, and writes no file'],
    [['tui', 'plain'], 'both write to standard output; give one of them a file, as in --reporter plain=FILE'],
    [['json', 'tui'], 'as in --reporter json=FILE'],
    [['json=a', 'junit=./a'], '--reporter json and --reporter junit both write to /home/ann/a'],
  ])('%j', (asked, message) => {
    expect(complaint(...asked)).toContain(message)
  })

  test('two on standard output where plain text stands in for the screen', () => {
    expect(() => reporterOrders(['tui', 'plain'], pipe)).toThrow('both write to standard output')
  })
})
