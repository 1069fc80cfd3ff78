import { Box } from 'ink'
import type { ReactNode } from 'react'

import { LineText } from '../tinted.tsx'
import type { Line } from '../view/text-line.ts'

export const LineList = ({
  lines,
  height,
}: {
  readonly lines: readonly Line[]
  readonly height: number
}): ReactNode =>
  lines.slice(0, Math.max(0, height)).map((line, index) => (
    <Box key={index} height={1} flexShrink={0}>
      <LineText line={line} />
    </Box>
  ))
