/** Part of the format. Up to this size a version is one object under its hash, above it a pack of chunks. */
export const wholeBytesMax = 256 * 1024

/** The largest document. The chunk list of a larger one would need too much memory for a laptop. */
export const documentBytesMax = 2 * 1024 ** 3

export const isPacked = (sizeBytes: number): boolean => sizeBytes > wholeBytesMax
