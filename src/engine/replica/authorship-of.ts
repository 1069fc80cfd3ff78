import { Authorship, type AuthorshipParts } from '../authorship/index.ts'
import type { CopyPorts } from './copy-ports.ts'

/** Who wrote what is in these lines; null where the ports sign nothing. */
export const authorshipOf = (
  parts: Omit<AuthorshipParts, 'signing' | 'digest'>,
  { digest, signing }: CopyPorts,
): Authorship | null => (signing ? new Authorship({ ...parts, signing, digest }) : null)
