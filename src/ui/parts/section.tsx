import { Box } from 'ink'
import type { ReactNode } from 'react'

import { Tinted } from '../tinted.tsx'

interface SectionProps {
  readonly title: string
  /** Right end of the rule, such as how much of a list is in view. */
  readonly note?: string
  readonly width: number
  readonly height: number
  readonly children: ReactNode
}

export const Section = ({ title, note = '', width, height, children }: SectionProps): ReactNode => (
  <Box flexDirection="column" width={width} height={height} overflow="hidden" flexShrink={0}>
    <Rule title={title} note={note} width={width} />
    {children}
  </Box>
)

const Rule = ({
  title,
  note,
  width,
}: {
  readonly title: string
  readonly note: string
  readonly width: number
}): ReactNode => {
  const end = note === '' ? '' : ` ${note} ─`
  const dashes = Math.max(0, width - title.length - end.length - 3)
  return (
    <Box width={width} height={1} flexShrink={0}>
      <Tinted tone="quiet">{'─ '}</Tinted>
      <Tinted tone="strong">{title}</Tinted>
      <Tinted tone="quiet">{` ${'─'.repeat(dashes)}${end}`}</Tinted>
    </Box>
  )
}
