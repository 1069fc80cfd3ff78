import type { ShareAnswer } from '../../engine/ports/index.ts'

type Meaning =
  | { readonly kind: 'refused'; readonly code: number }
  | { readonly kind: 'absent' | 'denied' | 'full' | 'lost' | 'exists' | 'no-share' }

interface StatusEntry {
  /** Its name in MS-ERREF 2.3.1. */
  readonly name: string
  readonly meaning: Meaning
  readonly text: string
}

export const status = {
  ok: 0,
  pending: 0x103,
  noMoreFiles: 0x80000006,
  moreProcessing: 0xc0000016,
  endOfFile: 0xc0000011,
  pathNotFound: 0xc000003a,
  sharingViolation: 0xc0000043,
  accessDenied: 0xc0000022,
} as const

const entry = (name: string, kind: Exclude<Meaning['kind'], 'refused'>, text: string): StatusEntry => ({
  name,
  meaning: { kind },
  text,
})

/** `code` is the Windows system error of this status. */
const refusal = (name: string, code: number): StatusEntry => ({
  name,
  meaning: { kind: 'refused', code },
  text: 'the host has as many connections as it accepts',
})

/**
 * All statuses that the client understands. A Windows workstation refuses the session beyond its limit at log-on,
 * with error 71 (docs/fidelity.md §1.1). Samba's `max connections` refuses it at the share, with another status.
 */
const entries: Readonly<Record<number, StatusEntry>> = {
  0xc00000d0: refusal('STATUS_REQUEST_NOT_ACCEPTED', 71),
  0xc000009a: refusal('STATUS_INSUFFICIENT_RESOURCES', 1450),
  0xc0000205: refusal('STATUS_INSUFF_SERVER_RESOURCES', 1130),
  0xc00000ce: refusal('STATUS_TOO_MANY_SESSIONS', 69),

  0xc000000f: entry('STATUS_NO_SUCH_FILE', 'absent', 'it is not there'),
  0xc0000034: entry('STATUS_OBJECT_NAME_NOT_FOUND', 'absent', 'it is not there'),
  [status.pathNotFound]: entry('STATUS_OBJECT_PATH_NOT_FOUND', 'absent', 'its folder is not there'),
  0xc00000ba: entry('STATUS_FILE_IS_A_DIRECTORY', 'absent', 'it is a folder'),
  0xc0000103: entry('STATUS_NOT_A_DIRECTORY', 'absent', 'it is not a folder'),
  0xc0000035: entry('STATUS_OBJECT_NAME_COLLISION', 'exists', 'it already exists'),

  [status.accessDenied]: entry('STATUS_ACCESS_DENIED', 'denied', 'this user has no permission there'),
  0xc000006d: entry('STATUS_LOGON_FAILURE', 'denied', 'the user or the password is wrong'),
  0xc000006a: entry('STATUS_WRONG_PASSWORD', 'denied', 'the password is wrong'),
  0xc000006e: entry('STATUS_ACCOUNT_RESTRICTION', 'denied', 'this account may not log on like this'),
  0xc0000070: entry('STATUS_INVALID_WORKSTATION', 'denied', 'this account may not log on from here'),
  0xc0000071: entry('STATUS_PASSWORD_EXPIRED', 'denied', 'the password has expired'),
  0xc0000072: entry('STATUS_ACCOUNT_DISABLED', 'denied', 'the account is disabled'),
  0xc0000193: entry('STATUS_ACCOUNT_EXPIRED', 'denied', 'the account has expired'),
  0xc0000224: entry('STATUS_PASSWORD_MUST_CHANGE', 'denied', 'the password must be changed first'),
  0xc0000234: entry('STATUS_ACCOUNT_LOCKED_OUT', 'denied', 'the account is locked'),
  0xc000015b: entry(
    'STATUS_LOGON_TYPE_NOT_GRANTED',
    'denied',
    'this account may not log on over the network',
  ),
  0xc0000033: entry('STATUS_OBJECT_NAME_INVALID', 'denied', 'the host does not accept this name'),
  [status.sharingViolation]: entry('STATUS_SHARING_VIOLATION', 'denied', 'another program has it open'),
  0xc0000056: entry('STATUS_DELETE_PENDING', 'denied', 'it is being deleted'),
  0xc00000a2: entry('STATUS_MEDIA_WRITE_PROTECTED', 'denied', 'the disk there is read-only'),

  0xc000007f: entry('STATUS_DISK_FULL', 'full', 'the disk there is full'),
  0xc0000044: entry('STATUS_QUOTA_EXCEEDED', 'full', 'the quota there is used up'),

  0xc00000cc: entry('STATUS_BAD_NETWORK_NAME', 'no-share', 'the host has no share of that name'),
  0xc00000c9: entry('STATUS_NETWORK_NAME_DELETED', 'lost', 'the share was closed'),
  0xc0000203: entry('STATUS_USER_SESSION_DELETED', 'lost', 'the host ended the session'),
  0xc000035c: entry('STATUS_NETWORK_SESSION_EXPIRED', 'lost', 'the session has expired'),
  0xc0000128: entry('STATUS_FILE_CLOSED', 'lost', 'the host closed the file'),
}

/** An unknown status ends the session, since the host's action is unknown. */
export const meaningOf = (code: number): Meaning => entries[code]?.meaning ?? { kind: 'lost' }

/** `this user has no permission there (STATUS_ACCESS_DENIED)`. */
export const statusText = (code: number): string => {
  const known = entries[code]
  return known ? `${known.text} (${known.name})` : `the host reports status 0x${code.toString(16)}`
}

export const answerFor = (code: number, path: string): Exclude<ShareAnswer<never>, { kind: 'ok' }> => {
  const { kind } = meaningOf(code)
  const detail = `${path}: ${statusText(code)}`
  switch (kind) {
    case 'absent':
      return { kind }
    case 'denied':
    case 'exists':
      return { kind: 'denied', detail }
    case 'full':
      return { kind, detail }
    case 'refused':
    case 'lost':
    case 'no-share':
      return { kind: 'lost', detail }
  }
}
