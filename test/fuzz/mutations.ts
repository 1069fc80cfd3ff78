import fc from 'fast-check'

/** One thing that happens to bytes. Places are taken modulo the length, so that one always hits. */
export type Mutation =
  | { readonly kind: 'flip'; readonly at: number; readonly pattern: number }
  | { readonly kind: 'cut'; readonly at: number }
  | { readonly kind: 'drop'; readonly at: number; readonly length: number }
  | { readonly kind: 'insert'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'replace'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'repeat'; readonly at: number; readonly length: number; readonly times: number }

/** Counts that a length or a number of things might be claimed to be: none, few, more than there is, more than there can be. */
const boldCounts = [
  '00',
  '01',
  '7f',
  '8001',
  'ff7f',
  'ffffffff0f',
  'ffffffffffffff0f',
  'ffffffffffffffff01',
  '8000',
]

const at = fc.nat({ max: 1 << 16 })
const length = fc.integer({ min: 1, max: 64 })
const bytes = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 12 }),
  fc.constantFrom(...boldCounts).map((hex) => Uint8Array.fromHex(hex)),
)

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), at, pattern: fc.integer({ min: 1, max: 255 }) }),
  fc.record({ kind: fc.constant('replace' as const), at, bytes }),
  fc.record({ kind: fc.constant('insert' as const), at, bytes }),
  fc.record({ kind: fc.constant('drop' as const), at, length }),
  fc.record({ kind: fc.constant('cut' as const), at }),
  fc.record({ kind: fc.constant('repeat' as const), at, length, times: fc.integer({ min: 2, max: 300 }) }),
)

export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(mutation, { minLength: 1, maxLength: 4 })

export const mutated = (original: Uint8Array, changes: readonly Mutation[]): Uint8Array =>
  changes.reduce<Uint8Array>(changed, original)

const changed = (bytes: Uint8Array, change: Mutation): Uint8Array => {
  const place = change.at % (bytes.length + 1)
  const before = bytes.subarray(0, place)
  switch (change.kind) {
    case 'flip':
      return joined(
        before,
        bytes.subarray(place, place + 1).map((byte) => byte ^ change.pattern),
        bytes.subarray(place + 1),
      )
    case 'cut':
      return before.slice()
    case 'drop':
      return joined(before, bytes.subarray(place + change.length))
    case 'insert':
      return joined(before, change.bytes, bytes.subarray(place))
    case 'replace':
      return joined(before, change.bytes, bytes.subarray(place + change.bytes.length))
    case 'repeat': {
      const piece = bytes.subarray(place, place + change.length)
      return joined(before, ...Array.from({ length: change.times }, () => piece), bytes.subarray(place))
    }
  }
}

const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts))
