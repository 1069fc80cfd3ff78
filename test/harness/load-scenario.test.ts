import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'

import { expect, test } from 'vitest'

import { bundledScenarios, findScenario, loadScenario } from '../../src/harness/index.ts'
import { root } from '../house/repository.ts'
import { fixture } from './pool.ts'

test('the scenarios that come with the package are those in its folder, by name', () => {
  const files = readdirSync(resolve(root, 'scenarios')).map((file) => file.replace(/\.ts$/, ''))

  expect(bundledScenarios().map(({ name }) => name)).toEqual(files.toSorted())
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
  ['warehouse', 'there is no scenario "warehouse"; there are field-team, lost-laptop, '],
  ['./warehouse.ts', 'there is no scenario file "./warehouse.ts"'],
  ['warehouse.mjs', 'there is no scenario file "warehouse.mjs"'],
  ['test/harness/', 'there is no scenario file "test/harness/"'],
])('%s is not found, and it is said', (spoken, message) => {
  expect(() => findScenario(spoken, root)).toThrow(message)
})
