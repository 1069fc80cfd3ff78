import { beforeEach, describe, expect, test } from 'vitest'

import type { Directory } from '../../src/access/ports/user-directory.ts'

/** A directory with ann (password `right horse`, called Ann Auditor) and bob, and what its keeper can do to people. */
export interface KeptDirectory {
  readonly directory: Directory
  readonly change: (user: string, to: 'locked' | 'disabled' | 'expired' | 'removed') => Promise<void>
}

/** What every directory must do. */
export const directoryContract = (name: string, make: () => Promise<KeptDirectory>): void => {
  describe(`directory: ${name}`, () => {
    let kept: KeptDirectory

    beforeEach(async () => {
      kept = await make()
    })

    test('the right password is welcome, with the name of whoever has it', async () => {
      expect(await kept.directory.logOn('ann', 'right horse')).toEqual({
        kind: 'welcome',
        user: 'ann',
        name: 'Ann Auditor',
      })
    })

    test.each([
      ['another password', 'ann', 'wrong horse'],
      ['no password', 'ann', ''],
      ['somebody else’s', 'ann', 'bobs own'],
      ['a name that nobody has', 'zoe', 'right horse'],
      ['no name', '', 'right horse'],
      ['a name that means all names in a search', '*', 'right horse'],
      ['a name that ends a search', 'ann)(uid=*', 'right horse'],
    ])('%s is wrong, and nothing more is said', async (_what, user, password) => {
      expect(await kept.directory.logOn(user, password)).toEqual({ kind: 'wrong' })
    })

    test.each(['locked', 'disabled', 'expired'] as const)(
      'the right password of an account that is %s is told so',
      async (state) => {
        await kept.change('ann', state)

        expect(await kept.directory.logOn('ann', 'right horse')).toMatchObject({ kind: state })
        expect(await kept.directory.logOn('bob', 'bobs own')).toMatchObject({ kind: 'welcome' })
      },
    )

    test('an account is asked after while its owner works', async () => {
      const state = async (user: string): Promise<unknown> => kept.directory.account(user)

      expect(await state('ann')).toEqual({ kind: 'account', state: 'active' })
      await kept.change('ann', 'disabled')
      await kept.change('bob', 'removed')

      expect(await state('ann')).toEqual({ kind: 'account', state: 'disabled' })
      expect(await state('bob')).toEqual({ kind: 'account', state: 'unknown' })
    })
  })
}
