/**
 * One 32-bit number for each byte value, by which the chunker mixes what it reads: splitmix32 counted from 1 (Steele,
 * Lea and Flood, "Fast splittable pseudorandom number generators", 2014, with the 32-bit constants of "murmur3").
 * Part of the format: other numbers would cut documents elsewhere, and what was stored once would be stored again.
 */
const mixed = (index: number): number => {
  let word = Math.imul(index + 1, 0x9e3779b9)
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35)
  return word ^ (word >>> 16)
}

export const gear: Int32Array = Int32Array.from({ length: 256 }, (_, index) => mixed(index))
