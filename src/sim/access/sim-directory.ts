import type { AccountAnswer, Directory, LogOnAnswer } from '../../access/ports/index.ts'
import { isFound } from '../names/index.ts'
import { callOverNetwork, type Carrier } from './call-over-network.ts'

export type AccountState = Extract<AccountAnswer, { kind: 'account' }>['state']

export interface SimAccount {
  readonly name: string
  readonly password: string
  readonly state: Exclude<AccountState, 'unknown'>
}

/** A firm's people as a directory server knows them. Changes apply from the next query on. */
export class SimDirectory implements Directory {
  isUp = true
  readonly #accounts = new Map<string, SimAccount>()

  put(user: string, account: SimAccount | null): void {
    if (account) this.#accounts.set(user, account)
    else this.#accounts.delete(user)
  }

  find(user: string): SimAccount | null {
    return this.#accounts.get(user) ?? null
  }

  async logOn(user: string, password: string): Promise<LogOnAnswer> {
    if (!this.isUp) return unreachable
    const account = this.#accounts.get(user)
    if (!account || account.password !== password) return { kind: 'wrong' }
    const { name, state } = account
    if (state === 'active') return { kind: 'welcome', user, name }
    return {
      kind: state,
      detail: `the account ${user} ${state === 'expired' ? 'has expired' : `is ${state}`}`,
    }
  }

  async account(user: string): Promise<AccountAnswer> {
    if (!this.isUp) return unreachable
    return { kind: 'account', state: this.#accounts.get(user)?.state ?? 'unknown' }
  }

  async close(): Promise<void> {}
}

export interface DirectoryLocation {
  readonly id: string
  readonly host: string
  readonly directory: SimDirectory
}

export const directoryOverNetwork = (
  carrier: Carrier,
  fromHost: string,
  { id, host, directory }: DirectoryLocation,
): Directory => {
  const request = async <T extends LogOnAnswer | AccountAnswer>(
    sendBytes: number,
    work: () => Promise<T>,
  ): Promise<T | Unreachable> => {
    const found = isFound(carrier, fromHost, host)
    if (found !== true && !(await found))
      return { kind: 'unreachable', detail: `the address of ${id} is not found` }
    const answer = await callOverNetwork(carrier, {
      what: `${fromHost} asks ${id} who somebody is`,
      from: fromHost,
      to: host,
      sendBytes,
      work: async () => (directory.isUp ? work() : null),
      answerBytes: () => accountBytes,
    })
    return answer ?? { kind: 'unreachable', detail: `${id} did not answer` }
  }
  return {
    logOn: (user, password) => request(2 * accountBytes, () => directory.logOn(user, password)),
    account: (user) => request(accountBytes, () => directory.account(user)),
    close: async () => {},
  }
}

/** Bytes of an LDAP bind, or of an entry with the requested attributes. */
const accountBytes = 400

type Unreachable = Extract<LogOnAnswer, { kind: 'unreachable' }>

const unreachable: Unreachable = { kind: 'unreachable', detail: 'the directory does not answer' }
