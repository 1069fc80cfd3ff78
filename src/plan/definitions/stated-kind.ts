/** Converts a word to the `kind` of stated data: `vpnDrops` becomes `vpn-drops`. */
export type StatedKind<Word extends string> = Word extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${StatedKind<Rest>}`
  : Word

export const statedKind = <Word extends string>(word: Word): StatedKind<Word> =>
  word.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`) as StatedKind<Word>
