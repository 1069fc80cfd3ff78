import type { Dot } from './line.ts'
import type { Op } from './op.ts'

/**
 * The same op with other names for the events that it refers to. Every kind of op is asked for, so that none with dots
 * is forgotten where a line was split.
 */
export const withDots = (op: Op, meant: (dot: Dot) => Dot): Op => {
  switch (op.kind) {
    case 'write':
      return op.supersedes.length === 0 ? op : { ...op, supersedes: op.supersedes.map(meant) }
    case 'register-copy':
    // Says what its author knew then; by the hash beside it everybody finds the event.
    case 'continues':
    case 'unknown':
      return op
  }
}
