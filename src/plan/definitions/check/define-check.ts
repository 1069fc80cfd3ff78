export interface CheckSource<Key extends string, Executions extends 1 | 2> {
  /** The check's id in results. Frozen: other programs match it. */
  readonly key: Key
  readonly title: string
  /** 1 if the check judges one recording, 2 if it compares two traces. */
  readonly executions: Executions
  readonly docs: CheckDocs
}

export interface CheckDocs {
  readonly summary: string
  readonly forTheFirm: string
  readonly cannotSee: string
}

export const defineCheck = <const Key extends string, const Executions extends 1 | 2>(
  source: CheckSource<Key, Executions>,
): CheckSource<Key, Executions> => source
