/** Which documents' bytes a copy takes: all, those that somebody opens, or none. */
export type Behaviour = 'automatic' | 'on-demand' | 'never'

export const behaviours: readonly Behaviour[] = ['automatic', 'on-demand', 'never']

/** A document's own behaviour stands in this field of its record, and so it is the same on every copy. */
export const behaviourField = 'behaviour'

/** Null where the text is no behaviour, such as one of a newer engine. */
export const parseBehaviour = (text: string): Behaviour | null =>
  behaviours.find((behaviour) => behaviour === text) ?? null

export interface BehaviourRules {
  /** The document's own, for everybody; null where nobody gave it one. */
  readonly ofDocument: Behaviour | null
  /** What this copy does with all others. */
  readonly ofCopy: Behaviour
  /** Others were made from this copy, and get their bytes through it. */
  readonly isParent: boolean
}

/**
 * Pure: what a copy does with a document. The document's own setting goes before the copy's; a parent holds for its
 * copies whatever may travel at all, so that one laptop's thrift is not another one's missing document.
 */
export const behaviourOf = ({ ofDocument, ofCopy, isParent }: BehaviourRules): Behaviour => {
  if (ofDocument === 'never') return 'never'
  return isParent ? 'automatic' : (ofDocument ?? ofCopy)
}
