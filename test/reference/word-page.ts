import { authorsLiteral } from './authors-literal.ts'
import { codeBlock, pageText, type ReferencePage } from './markdown.ts'
import { optionTable, type Worded } from './option-table.ts'

/** A definition with a word of the author's kit: a fault, a policy, a part. */
export interface WordDefinition extends Worded {
  readonly word: string
  readonly docs: Worded['docs'] & { readonly summary: string; readonly example: object }
}

export interface WordFamily {
  readonly path: string
  readonly title: string
  readonly introduction: readonly string[]
  readonly definitions: Readonly<Record<string, WordDefinition>>
}

/** The page of a family of definitions: a section for each word. */
export const wordPage = ({ path, title, introduction, definitions }: WordFamily): ReferencePage => ({
  path,
  text: pageText([`# ${title}`, ...introduction, ...Object.values(definitions).flatMap(sectionOf)]),
})

/** A call of the word, to be pasted into a scenario. */
export const exampleCall = ({ word, subject, docs: { example } }: WordDefinition): string => {
  const written = Object.entries(example)
  const [first] = written.filter(([name]) => name === subject).map(([, value]) => authorsLiteral(value))
  const others = written.filter(([name]) => name !== subject)
  const options = others.length > 0 ? [authorsLiteral(Object.fromEntries(others))] : []
  return `${word}(${[...(first === undefined ? [] : [first]), ...options].join(', ')})`
}

const sectionOf = (definition: WordDefinition): readonly string[] => [
  `## ${definition.word}`,
  definition.docs.summary,
  codeBlock([exampleCall(definition)], 'ts'),
  optionTable(definition),
]
