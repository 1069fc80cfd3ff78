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
const cutShort = ({ lengthUs }: ShortForm, us: number): number => Math.min(us, Math.round(lengthUs / 6))

interface Outage {
  readonly atUs: number
  readonly lastingUs: number
}

/** Scales both the moment and the duration of an outage to the short day. */
export const shrunkOutage = <Stated extends Outage>(stated: Stated, form: ShortForm): Stated => ({
  ...stated,
  atUs: momentIn(form, stated.atUs),
  lastingUs: shrunk(form, stated.lastingUs),
})

/** Scales the moment of an outage, and limits its duration to a sixth of the short day. */
export const shortOutage = <Stated extends Outage>(stated: Stated, form: ShortForm): Stated => ({
  ...stated,
  atUs: momentIn(form, stated.atUs),
  lastingUs: cutShort(form, stated.lastingUs),
})
