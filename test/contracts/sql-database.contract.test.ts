import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, onTestFinished, test } from 'vitest'

import { type SqlDatabase, StoreTrouble } from '../../src/access/ports/sql-database.ts'
import { sqliteDatabase } from '../../src/real/sqlite/sqlite-database.ts'
import { SimDatabase } from '../../src/sim/machine/database/sim-database.ts'
import { freshFolder } from './fresh-folder.ts'

/** A machine's database: opened again, it holds what was in it. */
type Opener = () => () => SqlDatabase

const databases: Record<string, Opener> = {
  'a file of this machine': () => {
    const path = join(freshFolder(), 'store.db')
    return () => {
      const database = sqliteDatabase(path)
      onTestFinished(() => database.close())
      return database
    }
  },
  'a simulated machine': () => {
    const database = new SimDatabase()
    return () => database
  },
}

const withNumbers = (database: SqlDatabase): SqlDatabase => {
  database.run('create table numbers (number integer primary key, name text not null) strict')
  return database
}

const names = (database: SqlDatabase): readonly unknown[] =>
  database.rows('select name from numbers order by number').map((row) => row['name'])

describe.each(Object.entries(databases))('a database: %s', (_name, make) => {
  test('what was written is read, whatever its letters', () => {
    const database = withNumbers(make()())
    const text = `O'Neill "; drop table numbers; -- ż 🙂`

    database.run('insert into numbers values (?, ?)', 1, text)

    expect(database.rows('select * from numbers where name = ?', text)).toEqual([{ number: 1, name: text }])
  })

  test('a transaction gives what its work gives, and all of it is there when the store is opened again', () => {
    const open = make()
    const database = withNumbers(open())

    const done = database.transaction(() => {
      database.run('insert into numbers values (1, ?)', 'one')
      database.run('insert into numbers values (2, ?)', 'two')
      return 'done'
    })

    expect(done).toBe('done')
    expect(names(open())).toEqual(['one', 'two'])
  })

  test('a transaction whose work fails leaves nothing, and the next one is whole', () => {
    const database = withNumbers(make()())

    expect(() =>
      database.transaction(() => {
        database.run('insert into numbers values (1, ?)', 'one')
        throw new StoreTrouble('broken', 'midway')
      }),
    ).toThrow('midway')
    database.transaction(() => database.run('insert into numbers values (2, ?)', 'two'))

    expect(names(database)).toEqual(['two'])
  })

  test('texts are in the order of their UTF-8 bytes', () => {
    const database = withNumbers(make()())
    for (const [index, name] of ['b', 'é', 'a', 'Z', '\u{1F642}', '\uFFFD'].entries())
      database.run('insert into numbers values (?, ?)', index, name)

    const sorted = database.rows('select name from numbers order by name').map((row) => row['name'])

    expect(sorted).toEqual(['Z', 'a', 'b', 'é', '\uFFFD', '\u{1F642}'])
  })
})

describe('a database in a file of this machine', () => {
  test.each([
    ['a file that is no database', 'not-a-store', (path: string) => writeFileSync(path, 'x'.repeat(4096))],
    ['a folder', 'denied', (path: string) => mkdirSync(path)],
  ])('%s is said to be none', (_what, kind, make) => {
    const path = join(freshFolder(), 'store.db')
    make(path)

    const open = (): unknown => {
      const database = sqliteDatabase(path)
      onTestFinished(() => database.close())
      return database.rows('select * from sqlite_schema')
    }

    expect(open).toThrow(StoreTrouble)
    expect(troubleOf(open)).toBe(kind)
  })

  test('two processes write by turns, and each sees what the other wrote', () => {
    const path = join(freshFolder(), 'store.db')
    const [one, other] = [sqliteDatabase(path), sqliteDatabase(path)]
    onTestFinished(() => [one, other].forEach((database) => database.close()))
    withNumbers(one)

    one.transaction(() => one.run('insert into numbers values (1, ?)', 'one'))
    other.transaction(() => other.run('insert into numbers values (2, ?)', 'two'))

    expect(names(one)).toEqual(['one', 'two'])
  })
})

const troubleOf = (work: () => unknown): string | null => {
  try {
    work()
    return null
  } catch (trouble) {
    return trouble instanceof StoreTrouble ? trouble.kind : String(trouble)
  }
}
