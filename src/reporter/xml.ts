export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string | number>>
  readonly content?: readonly XmlElement[] | string
}

/** A document with one element a line, indented by two spaces a level. */
export const xmlText = (root: XmlElement): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${elementLines(root, '').join('\n')}\n`

const elementLines = (element: XmlElement, indent: string): readonly string[] => {
  const { name, content = [] } = element
  const start = `${indent}<${[name, ...attributeTexts(element)].join(' ')}`
  if (content.length === 0) return [`${start}/>`]
  if (typeof content === 'string') return [`${start}>${escapedText(content)}</${name}>`]
  const inner = content.flatMap((child) => elementLines(child, `${indent}  `))
  return [`${start}>`, ...inner, `${indent}</${name}>`]
}

const attributeTexts = ({ attributes }: XmlElement): readonly string[] =>
  Object.entries(attributes).map(([name, value]) => `${name}="${escapedAttribute(String(value))}"`)

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

// A parser turns a bare line break of an attribute into a space, and a bare carriage return into a line feed.
const escapedAttribute = (text: string): string =>
  allowed(text).replaceAll(/[&<>"\t\n\r]/gu, (sign) => entities[sign] ?? sign)

const escapedText = (text: string): string =>
  allowed(text).replaceAll(/[&<>\r]/gu, (sign) => entities[sign] ?? sign)

/** XML 1.0 forbids most control characters, even escaped. U+FFFD stands in for them, as for a lone surrogate. */
const allowed = (text: string): string =>
  text.toWellFormed().replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
