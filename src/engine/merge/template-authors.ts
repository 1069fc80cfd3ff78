import type { RegisterCopyOp } from '../event/index.ts'

/** Includes nominations by users who are not authors yet. */
export interface TemplateAuthorParts {
  readonly authors: readonly string[]
  readonly named: readonly (readonly [by: string, users: readonly string[]])[]
}

/**
 * The maker of the client file, and users named by an author. Nobody loses the role, so later events revoke
 * nothing. Signatures protect the user names from forgery.
 */
export class TemplateAuthors {
  readonly #named: Map<string, Set<string>>
  readonly #authors: Set<string>

  constructor({ authors, named }: TemplateAuthorParts = { authors: [], named: [] }) {
    this.#authors = new Set(authors)
    this.#named = new Map(named.map(([by, users]) => [by, new Set(users)]))
  }

  parts(): TemplateAuthorParts {
    return { authors: [...this.#authors], named: [...this.#named].map(([by, users]) => [by, [...users]]) }
  }

  isAuthor(user: string): boolean {
    return this.#authors.has(user)
  }

  names(): readonly string[] {
    return [...this.#authors].sort()
  }

  /** Returns true if somebody became an author. Only the first copy has no parent. */
  registered({ user, parent }: Pick<RegisterCopyOp, 'user' | 'parent'>): boolean {
    return parent === null && this.#admit(user)
  }

  /** Returns true if somebody became an author. Keeps nominations by others, who may become authors later. */
  named(by: string, user: string): boolean {
    const named = this.#named.get(by)
    if (named) named.add(user)
    else this.#named.set(by, new Set([user]))
    return this.isAuthor(by) && this.#admit(user)
  }

  #admit(user: string): boolean {
    if (this.#authors.has(user)) return false
    this.#authors.add(user)
    for (const next of this.#named.get(user) ?? []) this.#admit(next)
    return true
  }
}
