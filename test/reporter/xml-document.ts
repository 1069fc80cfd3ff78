/** A node of a parsed XML document. */
export interface XmlNode {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlNode[]
  readonly text: string
}

interface Open {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: XmlNode[]
  text: string
}

/** Reads the XML that our reports use. Throws if it is not well-formed, or holds a character that XML 1.0 forbids. */
export const parseXml = (source: string): XmlNode => {
  const forbidden = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.exec(source)
  if (forbidden) throw new Error(`a forbidden character at ${forbidden.index}`)
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n'
  if (!source.startsWith(head)) throw new Error('no XML declaration')
  const document: Open = { name: '', attributes: {}, children: [], text: '' }
  const open = [document]
  const token = /<\/([\w-]+)>|<([\w-]+)((?: [\w-]+="[^"<]*")*)(\/?)>|([^<]+)/y
  token.lastIndex = head.length
  while (token.lastIndex < source.length) {
    const at = token.lastIndex
    const match = token.exec(source)
    if (!match) throw new Error(`not well-formed at ${at}: ${source.slice(at, at + 40)}`)
    take(match, open)
  }
  const [root, ...others] = document.children
  if (open.length !== 1 || root === undefined || others.length > 0) throw new Error('no single root element')
  return root
}

const take = ([, end, start, attributes = '', closed, text]: RegExpExecArray, open: Open[]): void => {
  const current = open.at(-1)
  if (!current) throw new Error('text after the root element')
  if (text !== undefined) current.text += unescaped(text)
  if (start !== undefined) {
    const node: Open = { name: start, attributes: attributesOf(attributes), children: [], text: '' }
    current.children.push(node)
    if (closed === '') open.push(node)
  }
  if (end !== undefined && open.pop()?.name !== end) throw new Error(`</${end}> closes another element`)
}

const attributesOf = (text: string): Record<string, string> => {
  const pairs = [...text.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(
    ([, name = '', value = '']) => [name, value] as const,
  )
  if (new Set(pairs.map(([name]) => name)).size !== pairs.length)
    throw new Error(`an attribute twice: ${text}`)
  // A parser makes a space of each bare line break and tab in an attribute.
  return Object.fromEntries(
    pairs.map(([name, value]) => [name, unescaped(value.replaceAll(/[\t\n\r]/g, ' '))]),
  )
}

const unescaped = (text: string): string =>
  text.replaceAll(/&(?:#(\d+)|(\w+));|&/g, (whole, code?: string, name?: string) => {
    if (code !== undefined) return String.fromCodePoint(Number(code))
    const sign = name === undefined ? undefined : entities.get(name)
    if (sign === undefined) throw new Error(`an unknown entity: ${whole}`)
    return sign
  })

const entities = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
])
