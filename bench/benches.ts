import type { Bench } from './figure.ts'

/** All benches by name. Each is loaded in its own process, where it alone decides what is loaded before the traps. */
export const benches: Readonly<Record<string, () => Promise<{ readonly bench: Bench }>>> = {
  'field-team-day': () => import('./field-team-day.ts'),
  'short-forms': () => import('./short-forms.ts'),
  'decode-and-fold': () => import('./decode-and-fold.ts'),
  'merge-into-empty': () => import('./merge-into-empty.ts'),
  'durable-edits': () => import('./durable-edits.ts'),
  documents: () => import('./documents.ts'),
  'huge-document': () => import('./huge-document.ts'),
  'exchange-curve': () => import('./exchange-curve.ts'),
  'registered-copies': () => import('./registered-copies.ts'),
  'long-running': () => import('./long-running.ts'),
  opening: () => import('./opening.ts'),
  'million-events': () => import('./million-events.ts'),
  kernel: () => import('./kernel.ts'),
  'server-mix': () => import('./server-mix.ts'),
  'server-document': () => import('./server-document.ts'),
  'server-memory': () => import('./server-memory.ts'),
  'server-link': () => import('./server-link.ts'),
}
