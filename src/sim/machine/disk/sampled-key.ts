/** A number from the length and a few bytes of the beginning, middle and end. Different keys mean different bytes. */
export const sampledKey = (bytes: Uint8Array): number => {
  const { length } = bytes
  let mixed = length
  for (const from of [0, length >>> 1, length - 8]) {
    for (let at = Math.max(0, from); at < Math.min(length, from + 8); at += 1) {
      mixed = Math.imul(mixed ^ (bytes[at] as number), 0x01000193)
    }
  }
  return mixed ^ (mixed >>> 15)
}
