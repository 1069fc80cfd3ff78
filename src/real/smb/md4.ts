/** MD4 (RFC 1320), with which NTLM hashes passwords. OpenSSL 3 has it in a provider that Node does not load. */
export const md4 = (bytes: Uint8Array): Uint8Array => {
  const words = paddedWords(bytes)
  const state: State = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]
  for (let at = 0; at < words.length; at += 16) addBlock(state, words.subarray(at, at + 16))
  const out = new Uint8Array(16)
  const view = new DataView(out.buffer)
  state.forEach((word, index) => view.setUint32(index * 4, word, true))
  return out
}

type State = [number, number, number, number]

const paddedWords = (bytes: Uint8Array): Uint32Array => {
  const padded = new Uint8Array((((bytes.length + 8) >> 6) << 6) + 64)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, bytes.length * 8, true)
  return Uint32Array.from({ length: padded.length / 4 }, (_, index) => view.getUint32(index * 4, true))
}

interface Round {
  readonly mix: (x: number, y: number, z: number) => number
  readonly add: number
  readonly order: readonly number[]
  readonly shifts: readonly number[]
}

const rounds: readonly Round[] = [
  {
    mix: (x, y, z) => (x & y) | (~x & z),
    add: 0,
    order: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    shifts: [3, 7, 11, 19],
  },
  {
    mix: (x, y, z) => (x & y) | (x & z) | (y & z),
    add: 0x5a827999,
    order: [0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15],
    shifts: [3, 5, 9, 13],
  },
  {
    mix: (x, y, z) => x ^ y ^ z,
    add: 0x6ed9eba1,
    order: [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15],
    shifts: [3, 9, 11, 15],
  },
]

const addBlock = (state: State, words: Uint32Array): void => {
  let [a, b, c, d] = state
  for (const { mix, add, order, shifts } of rounds) {
    for (const [step, index] of order.entries()) {
      const sum = (a + mix(b, c, d) + (words[index] ?? 0) + add) >>> 0
      ;[a, b, c, d] = [d, turned(sum, shifts[step % 4] ?? 0), b, c]
    }
  }
  ;[a, b, c, d].forEach((word, index) => {
    state[index] = ((state[index] ?? 0) + word) >>> 0
  })
}

const turned = (word: number, by: number): number => ((word << by) | (word >>> (32 - by))) >>> 0
