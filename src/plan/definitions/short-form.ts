/** How a day becomes its short form: half an hour at most. */
export interface ShortForm {
  /** The length of the short day as a share of the full one. */
  readonly scale: number
  readonly lengthUs: number
}

/** The shortest that a scaled time becomes: a client that renews half-way needs some polls in between. */
const shortestUs = 10_000_000

/** The same share of the short day. */
export const momentIn = ({ scale }: ShortForm, us: number): number => Math.round(us * scale)

export const shrunk = ({ scale }: ShortForm, us: number): number =>
  Math.max(shortestUs, Math.round(us * scale))

/** As long as in the full day, unless that is most of the short one. */
export const cutShort = ({ lengthUs }: ShortForm, us: number): number =>
  Math.min(us, Math.round(lengthUs / 6))
