const polynomial = 0xedb88320

/**
 * CRC-32 (ISO 3309, as in zip files) of a text in UTF-8, as 8 hexadecimal digits. Detects flipped bits in small files
 * that people may edit, but no deliberate change.
 */
export const textCheck = (text: string): string => {
  let rest = 0xffffffff
  for (const byte of new TextEncoder().encode(text)) {
    rest ^= byte
    for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ polynomial : rest >>> 1
  }
  return (~rest >>> 0).toString(16).padStart(8, '0')
}
