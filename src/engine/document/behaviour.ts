/** Which documents' bytes a copy fetches: all, those that somebody opens, or none. */
export type Behaviour = 'automatic' | 'on-demand' | 'never'

export const behaviours: readonly Behaviour[] = ['automatic', 'on-demand', 'never']

export const behaviourField = 'behaviour'

/** Returns null if the text is no behaviour, such as one of a newer engine. */
export const parseBehaviour = (text: string): Behaviour | null =>
  behaviours.find((behaviour) => behaviour === text) ?? null

export interface BehaviourRules {
  /** The document's own, for every copy, or null. */
  readonly ofDocument: Behaviour | null
  /** This copy's, for documents without their own. */
  readonly ofCopy: Behaviour
  /** Other copies were made from this one, and get their bytes through it. */
  readonly isParent: boolean
}

/**
 * Pure. The document's own behaviour precedes the copy's. A parent fetches everything that may travel,
 * since its children depend on it.
 */
export const behaviourOf = ({ ofDocument, ofCopy, isParent }: BehaviourRules): Behaviour => {
  if (ofDocument === 'never') return 'never'
  return isParent ? 'automatic' : (ofDocument ?? ofCopy)
}
