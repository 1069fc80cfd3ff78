import type { Scene, Side } from './scene.ts'

/** Something that the engine does, cut off by a crash or a fault on one of the two machines. */
export interface Operation {
  /** Whose machine it happens to. */
  readonly at: Side
  /** Brings about what it begins with; nothing goes wrong yet. */
  readonly prepare: (scene: Scene) => Promise<void>
  /** Does it; throws only what the power cut throws. */
  readonly act: (scene: Scene) => Promise<unknown>
  /** What people do once more where it was cut off, before they go on. */
  readonly again?: (scene: Scene) => void
  /** Conflicts that there are afterwards, by right. */
  readonly conflictsMax?: number
  /** The office's folder is damaged from the beginning, and is repaired whenever it cannot be opened. */
  readonly isDamaged?: true
}
