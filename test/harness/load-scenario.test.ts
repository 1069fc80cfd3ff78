import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'

import { expect, test } from 'vitest'

import { bundledScenarios, findScenario, loadScenario } from '../../src/harness/index.ts'
import { root } from '../house/repository.ts'
import { fixture } from './pool.ts'

const files = readdirSync(resolve(root, 'scenarios'))
const names = files.map((file) => file.replace(/\.ts$/, '')).toSorted()

test('every file of a scenario comes with the package', () => {
  expect(names).toContain('field-team')
  expect(bundledScenarios().map(({ name }) => name)).toEqual(names)
})

test.each(bundledScenarios())('$name is called like its file', async (source) => {
  const spec = await loadScenario(source)

  expect(spec.name).toBe(source.name)
  expect(spec.story.length).toBeGreaterThan(40)
})

test('a bundled scenario is found from anywhere', () => {
  expect(findScenario('field-team', '/')).toMatchObject({ name: 'field-team', spoken: 'field-team' })
})

test('a file is found from where one stands', () => {
  const file = resolve(root, fixture('quick-day'))

  expect(findScenario(fixture('quick-day'), root)).toEqual({
    name: 'quick-day',
    file,
    spoken: fixture('quick-day'),
  })
  expect(findScenario('./fixtures/quick-day.ts', resolve(root, 'test/harness')).file).toBe(file)
  expect(findScenario(file, '/').file).toBe(file)
})

test.each([
  ['feild-team', 'there is no scenario "feild-team"; did you mean "field-team"?'],
  ['warehouse', `there is no scenario "warehouse"; there are ${names.join(', ')}`],
  ['./warehouse.ts', 'there is no scenario file "./warehouse.ts"'],
  ['warehouse.mjs', 'there is no scenario file "warehouse.mjs"'],
  ['test/harness/', 'there is no scenario file "test/harness/"'],
])('%s is not found, and it is said', (spoken, message) => {
  expect(() => findScenario(spoken, root)).toThrow(message)
})
