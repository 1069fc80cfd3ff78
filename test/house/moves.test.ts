import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'
import { z } from 'zod'

import { root, textOf } from './repository.ts'

const movesSchema = z.strictObject({
  files: z.record(z.string(), z.string()),
  names: z.record(z.string(), z.string()),
  removed: z.record(z.string(), z.string()),
})
const moves = movesSchema.parse(JSON.parse(textOf('docs/moves.json')))
const isHere = (file: string): boolean => existsSync(join(root, file))

test('every file that docs/moves.json leads to is there', () => {
  const files = Object.values(moves.files)

  expect(files.length).toBeGreaterThan(400)
  expect(files.filter((file) => !isHere(file))).toEqual([])
})

test('no file stands where docs/moves.json says that it left', () => {
  expect([...Object.keys(moves.files), ...Object.keys(moves.removed)].filter(isHere)).toEqual([])
})
