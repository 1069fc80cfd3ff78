export interface CentreOptions {
  readonly name: string
  readonly retention?: string
  readonly slotLimit?: string
}
