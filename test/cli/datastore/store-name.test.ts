import { expect, test } from 'vitest'

import { shownName } from '../../../src/cli/datastore/store-name.ts'

test.each([
  ['postgres://ann:secret@db.example:5433/firm?sslmode=require', 'postgres://ann@db.example:5433/firm'],
  ['postgresql://ann@db.example/firm', 'postgresql://ann@db.example/firm'],
  ['postgres://ann:secret@db:x/firm', 'postgres://…'],
  ['firm.db', 'firm.db'],
])('%s is shown without a password', (address, shown) => {
  expect(shownName(address)).toBe(shown)
})
