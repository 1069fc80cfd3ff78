/** Readers and writers of bytes, bits and names. */
export { BitReader, BitWriter } from './bits.ts'
export { ByteReader, CodecError, NewerKindError } from './byte-reader.ts'
export { ByteWriter } from './byte-writer.ts'
export { Names, plainText } from './names.ts'
