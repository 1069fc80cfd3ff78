/** The scale of a short form, which lasts at most half an hour. */
export interface ShortForm {
  /** The length of the short day as a share of the full one. */
  readonly scale: number
  readonly lengthUs: number
}

/** The least duration after scaling. A client that renews half-way needs some polls in between. */
const shortestUs = 10_000_000

/** Scales a moment to the short day. */
export const momentIn = ({ scale }: ShortForm, us: number): number => Math.round(us * scale)

export const shrunk = ({ scale }: ShortForm, us: number): number =>
  Math.max(shortestUs, Math.round(us * scale))

/** Keeps a duration of the full day, but limits it to a sixth of the short one. */
export const cutShort = ({ lengthUs }: ShortForm, us: number): number =>
  Math.min(us, Math.round(lengthUs / 6))
