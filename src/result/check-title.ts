import type { CheckRecord } from './run-record.ts'

/** What each check looks after, in a few words; docs/invariants.md has the full sentences. */
export const checkTitle = (id: CheckRecord['id']): string => {
  switch (id) {
    case 'S1':
      return 'no work lost'
    case 'S2':
      return 'conflicts listed exactly'
    case 'S3':
      return 'copies agree'
    case 'S4':
      return 'nothing taken back'
    case 'S5':
      return 'sessions within limits'
    case 'S6':
      return 'who is out gets nothing'
    case 'S7':
      return 'branches follow the centre'
    case 'S8':
      return 'waits within the bound'
    case 'S9':
      return 'storage within the formula'
    case 'S10':
      return 'same seed, same trace'
    case 'gaps':
      return 'gaps at failovers bounded'
    case 'plan':
      return 'plan carried out'
  }
}
