/** The names and the texts of a TypeScript source, apart. Comments and module specifiers are neither. */
export interface SourceTokens {
  readonly identifiers: readonly string[]
  /** String literals, and the literal parts of templates. */
  readonly texts: readonly string[]
}

// In order: a comment, a string, an identifier, a number, white space, any other character.
const token =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"|[\p{L}_$][\p{L}\p{N}_$]*|\d[\w.]*|\s+|[\s\S]/uy
const regularExpression = /\/(?![/*])(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y
const templatePart = /((?:[^`\\$]|\\[\s\S]|\$(?!\{))*)(`|\$\{)/y

// After one of these a slash begins a regular expression, not a division.
const beforeExpression = new Set(['', 'return', 'case', ...'(,=:[!&|?{};>+'])

/** Words of an identifier, a file name or a text, in lower case: `readHTTPHeader` is read, http, header. */
export const wordsOf = (text: string): readonly string[] =>
  (text.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+/gu) ?? []).map((word) => word.toLowerCase())

export const tokensIn = (source: string): SourceTokens => new Scanner(source).scan()

class Scanner {
  readonly #source: string
  readonly #identifiers: string[] = []
  readonly #texts: string[] = []
  /** Open braces in each template expression that the scanner is inside. */
  readonly #depths: number[] = []
  #at = 0
  #last = ''

  constructor(source: string) {
    this.#source = source
  }

  scan(): SourceTokens {
    while (this.#at < this.#source.length) this.#step()
    return { identifiers: this.#identifiers, texts: this.#texts }
  }

  #step(): void {
    const isExpression = this.#source[this.#at] === '/' && beforeExpression.has(this.#last)
    const [text] = (isExpression && this.#match(regularExpression)) || this.#one(token)
    if (/^\s|^\/[/*]/.test(text)) return
    if (/^['"]./.test(text)) this.#text(text.slice(1, -1))
    else if (/^[\p{L}_$]/u.test(text)) this.#identifiers.push(text)
    else if (text === '`') this.#template()
    else this.#brace(text)
    this.#last = text
  }

  #text(text: string): void {
    if (this.#last !== 'from' && this.#last !== 'import') this.#texts.push(text)
  }

  #brace(text: string): void {
    const depth = this.#depths.at(-1)
    if (depth === undefined || (text !== '{' && text !== '}')) return
    if (text === '}' && depth === 0) {
      this.#depths.pop()
      return this.#template()
    }
    this.#depths[this.#depths.length - 1] = depth + (text === '{' ? 1 : -1)
  }

  /** Reads up to the end of a template, or to its next expression. */
  #template(): void {
    const [, text = '', end] = this.#one(templatePart)
    if (text !== '') this.#texts.push(text)
    if (end === '${') this.#depths.push(0)
  }

  #one(pattern: RegExp): RegExpExecArray {
    const found = this.#match(pattern)
    if (found) return found
    throw new Error(`Cannot read a source at ${this.#at}: ${this.#source.slice(this.#at, this.#at + 40)}`)
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#source)
    if (found) this.#at = pattern.lastIndex
    return found
  }
}
