/** Part of the format: up to here a version is one object under its hash, above it a pack of chunks. */
export const wholeBytesMax = 256 * 1024

/** The largest document. Beyond it, a list of chunks would take more memory than a laptop should give for one file. */
export const documentBytesMax = 2 * 1024 ** 3

export const isPacked = (sizeBytes: number): boolean => sizeBytes > wholeBytesMax
