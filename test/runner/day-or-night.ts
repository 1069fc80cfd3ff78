import { inject } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** True in `npm run test:nightly`. */
    readonly isNightly: boolean
  }
}

/** How much a test draws or tries: less in `npm test`, everything in `npm run test:nightly`. */
export const dayOrNight = ({ daily, nightly }: { daily: number; nightly: number }): number =>
  inject('isNightly') ? nightly : daily
