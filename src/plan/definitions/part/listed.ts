import type { PartRole } from '../part-roles.ts'

export interface Stated {
  readonly kind: string
}

export interface StatedCopy extends Stated {
  readonly on: string
  readonly id?: string
}

export interface Listed {
  readonly parts: readonly Stated[]
  readonly copies: readonly StatedCopy[]
  readonly access: readonly Stated[]
}

export interface NamedParts extends Listed {
  named(role: PartRole): readonly string[]
}

export interface Seat {
  readonly id: string
  readonly user: string | null
}

export interface Place {
  readonly machinesOf: (part: string) => readonly Seat[]
}
