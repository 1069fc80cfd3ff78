export interface ScreenSize {
  readonly columns: number
  readonly rows: number
}

export const isWide = (size: ScreenSize): boolean => size.columns >= 120

/** Below this nothing can be read any more, and the screen says so instead. */
export const isTooSmall = (size: ScreenSize): boolean => size.columns < 60 || size.rows < 16
