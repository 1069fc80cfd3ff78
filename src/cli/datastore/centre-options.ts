/** What `datastore centre` is given. */
export interface CentreOptions {
  readonly name: string
  readonly retention?: string
  readonly slotLimit?: string
}
