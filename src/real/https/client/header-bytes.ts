export const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64url'))

export const textOfBytes = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
