import { describe, expect, test } from 'vitest'

import { commands } from '../../src/cli/commands.ts'
import { commandPages } from './command-pages.ts'
import { withoutDefault } from './command-section.ts'

const pages = commandPages()
const titles = pages.flatMap(({ text }) => [...text.matchAll(/^## (.+)$/gm)].map(([, title = '']) => title))

describe('the pages of commands', () => {
  test('have a section for each command that help lists, and for no other spelling', () => {
    const listed = commands.filter(({ isHidden = false }) => !isHidden).map(({ name }) => name)

    expect(listed.length).toBeGreaterThan(60)
    expect(titles.filter((title) => title !== 'Exit codes').toSorted()).toEqual(listed.toSorted())
  })

  test('show arguments, options and their defaults', () => {
    const text = pages.find(({ path }) => path === 'commands/file-server.md')?.text ?? ''

    expect(text).toContain('npx shakedown file server start [options]')
    expect(text).toContain('| `--root <folder...>` | required |')
    expect(text).toContain('| `--port <n>` | 8443 |')
    expect(text).toContain('| `--development-certificate` | off |')
    expect(text).toContain('| `<server>` |')
  })

  test('describe every argument and option', () => {
    const rows = pages.flatMap(({ text }) => text.split('\n').filter((line) => line.startsWith('| `')))

    expect(rows.length).toBeGreaterThan(150)
    expect(rows.filter((row) => /\| *\.? *\|$/.test(row))).toEqual([])
  })
})

test('a default that a description states moves to its column', () => {
  expect(withoutDefault('how long (default: 10 minutes)')).toEqual({ text: 'how long', usual: '10 minutes' })
  expect(withoutDefault('how long')).toEqual({ text: 'how long', usual: null })
})
