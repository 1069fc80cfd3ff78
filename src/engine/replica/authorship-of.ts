import { Authorship, type AuthorshipParts } from '../authorship/index.ts'
import type { CopyPorts } from './copy-ports.ts'

/** Returns null if the ports have no signing. */
export const authorshipOf = (
  parts: Omit<AuthorshipParts, 'signing' | 'digest'>,
  { digest, signing }: CopyPorts,
): Authorship | null => (signing ? new Authorship({ ...parts, signing, digest }) : null)
