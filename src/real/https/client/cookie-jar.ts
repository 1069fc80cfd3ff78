/** A balancer needs one cookie to keep a client at one instance; some add another. */
const cookiesMax = 8

const nameForm = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/
const valueForm = /^"?[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]{0,500}"?$/

/**
 * What one server, or the balancer before it, asked to be told again (RFC 6265). It says nothing of who asks, and may be
 * lost: then a balancer chooses anew. So it lives as long as its program, and in no file.
 */
export class CookieJar {
  readonly #cookies = new Map<string, string>()

  /** The `Cookie` header to send. Null if there is none. */
  get header(): string | null {
    if (this.#cookies.size === 0) return null
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  /** Stores cookies from an answer's `Set-Cookie` headers. Skips malformed headers and those beyond the limit. */
  take(headers: readonly string[], nowMs: number): void {
    for (const header of headers) {
      const [pair = '', ...attributes] = header.split(';')
      const at = pair.indexOf('=')
      const [name, value] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
      if (at < 1 || !nameForm.test(name) || !valueForm.test(value)) continue
      const given = new Map(attributes.map(attributeOf))
      this.#cookies.delete(name)
      if (!isOver(given, nowMs) && isForMessages(given) && this.#cookies.size < cookiesMax)
        this.#cookies.set(name, value)
    }
  }
}

type Attributes = ReadonlyMap<string, string>

const attributeOf = (text: string): readonly [string, string] => {
  const [name = '', ...value] = text.split('=')
  return [name.trim().toLowerCase(), value.join('=').trim()]
}

// Of the two the age counts (section 5.3 there).
const isOver = (given: Attributes, nowMs: number): boolean => {
  const age = given.get('max-age')
  if (age !== undefined && /^-?[0-9]+$/.test(age)) return Number(age) <= 0
  const expiresMs = Date.parse(given.get('expires') ?? '')
  return !Number.isNaN(expiresMs) && expiresMs <= nowMs
}

const isForMessages = (given: Attributes): boolean => {
  const path = given.get('path') ?? ''
  return path === '' || path === '/' || '/v1/files/'.startsWith(path.endsWith('/') ? path : `${path}/`)
}
