export interface BranchOptions {
  readonly of?: string
  readonly name?: string
  readonly watch?: boolean
  readonly refill?: boolean
}
