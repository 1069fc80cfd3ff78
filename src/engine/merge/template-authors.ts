import type { RegisterCopyOp } from '../event/index.ts'

/** Who counts, and whom everybody named, whether they count or not. */
export interface TemplateAuthorParts {
  readonly authors: readonly string[]
  readonly named: readonly (readonly [by: string, users: readonly string[]])[]
}

/**
 * Who may write as the template's author: whoever made the client file, and whom such a person named. Nobody stops
 * being one, so that more events never take back what an earlier one allowed. A name is as good as the event that says
 * it; that it was not forged is for signatures to prove.
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

  /** True where somebody became an author by it. Only the first copy's parent is nobody. */
  registered({ user, parent }: Pick<RegisterCopyOp, 'user' | 'parent'>): boolean {
    return parent === null && this.#admit(user)
  }

  /** True where somebody became an author by it; what is said by somebody who may not is kept, in case they may later. */
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
