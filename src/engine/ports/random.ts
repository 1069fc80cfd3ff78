export interface Random {
  /** In [0, 1). `cause` says what is decided; a simulated world draws the same number for the same cause. */
  unit(cause: string): number
  bytes(count: number, cause: string): Uint8Array
}
