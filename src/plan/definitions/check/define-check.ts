export interface CheckSource<Key extends string, Executions extends 1 | 2> {
  /** Its id in results. Frozen: other programs match it. */
  readonly key: Key
  readonly title: string
  /** How many executions of a plan it judges: the recording of one, or the traces of two. */
  readonly executions: Executions
  readonly docs: CheckDocs
}

export interface CheckDocs {
  readonly summary: string
  readonly forTheFirm: string
  readonly cannotSee: string
}

/** Binds a check's id and its kind of evidence by their types. */
export const defineCheck = <const Key extends string, const Executions extends 1 | 2>(
  source: CheckSource<Key, Executions>,
): CheckSource<Key, Executions> => source
