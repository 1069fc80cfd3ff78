import { Box } from 'ink'
import type { ReactNode } from 'react'

import { Tinted } from '../tinted.tsx'
import { progressStrokes } from '../view/bars.ts'
import type { Tone } from '../view/text-line.ts'

interface ProgressBarProps {
  readonly progress: number
  readonly tone: Tone
  readonly width: number
}

export const ProgressBar = ({ progress, tone, width }: ProgressBarProps): ReactNode => {
  const { done, rest } = progressStrokes(progress, width)
  return (
    <Box width={width} height={1} flexShrink={0}>
      <Tinted tone={tone}>{done}</Tinted>
      <Tinted tone="quiet">{rest}</Tinted>
    </Box>
  )
}
