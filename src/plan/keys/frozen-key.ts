declare const family: unique symbol

/**
 * A word that decides a hash, a draw or an id. It never changes, even when its subject is renamed, and is
 * never shown.
 */
export type FrozenKey<Family extends string> = string & { readonly [family]: Family }

/** Text from a run's data, such as an id. A literal in the source needs a frozen key instead. */
export type DataText<Text extends string> = string extends Text ? Text : never

/** Makes the keys of a family. Only key modules may call this. */
export const keysOfFamily =
  <Family extends string>() =>
  <Name extends string>(words: Readonly<Record<Name, string>>): Readonly<Record<Name, FrozenKey<Family>>> =>
    Object.freeze(words as Readonly<Record<Name, FrozenKey<Family>>>)
