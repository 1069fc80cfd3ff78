export const registryOf = <
  const Definitions extends { readonly [Word in keyof Definitions]: { readonly word: Word } },
>(
  definitions: Definitions,
): Definitions => definitions

/** Returns the schemas as a tuple for zod's unions. Throws RangeError if empty. */
export const atLeastOne = <T>([first, ...others]: readonly T[]): [T, ...T[]] => {
  if (first === undefined) throw new RangeError('a union needs at least one definition')
  return [first, ...others]
}
