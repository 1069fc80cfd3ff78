/** A comment of a source, as prose: markers and line breaks are gone. */
export interface Comment {
  /** The line at which it begins, counted from 1. */
  readonly line: number
  readonly text: string
}

// Strings come first, so that `//` inside one of them begins no comment.
const tokens =
  /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|\/\*[\s\S]*?\*\/|(?:^[ \t]*\/\/[^\n]*\n?)+|\/\/[^\n]*/gm

/** Every comment of a TypeScript source, in order. Lines of `//` that follow each other are one comment. */
export const commentsIn = (source: string): readonly Comment[] =>
  [...source.matchAll(tokens)]
    .filter(([token]) => /^\s*\/[/*]/.test(token))
    .map(({ 0: token, index }) => ({
      line: source.slice(0, index).split('\n').length,
      text: token
        .replaceAll(/^\s*\/\*\*?|\*\/\s*$/g, '')
        .replaceAll(/^\s*(?:\*|\/\/) ?/gm, '')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    }))

/** The sentences of a text, without inline code. */
export const sentencesIn = (text: string): readonly string[] =>
  text
    .replaceAll(/`[^`]*`/g, 'code')
    .split(/(?<=[.!?:;])\s+(?=[A-Z`(])/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')

export const wordsIn = (text: string): readonly string[] => text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? []
