import { expect, test } from 'vitest'

import { root, textOf } from '../../house/repository.ts'
import { shakedown } from './terminal.ts'

test('--version prints the version of the package', async () => {
  const { version } = JSON.parse(textOf('package.json')) as { readonly version: string }

  expect(await shakedown(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' })
})

test('a hint repeats how the program was called', async () => {
  const { code, err } = await shakedown(['file', 'sync', 'nowhere'], { cwd: root })

  expect(code).toBe(3)
  expect(err).toContain('make one: node bin/shakedown.js file create NAME')
})
