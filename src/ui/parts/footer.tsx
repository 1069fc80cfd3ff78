import { Box } from 'ink'
import { Fragment, type ReactNode } from 'react'

import { Tinted } from '../tinted.tsx'

interface FooterProps {
  readonly keys: readonly (readonly [key: string, meaning: string])[]
  readonly width: number
}

/** The keys that do something here. */
export const Footer = ({ keys, width }: FooterProps): ReactNode => (
  <Box width={width} height={1} flexShrink={0} overflow="hidden" gap={1}>
    {keys.map(([key, meaning]) => (
      <Fragment key={key}>
        <Box flexShrink={0}>
          <Tinted tone="strong">{key}</Tinted>
        </Box>
        <Box flexShrink={0} marginRight={2}>
          <Tinted tone="quiet">{meaning}</Tinted>
        </Box>
      </Fragment>
    ))}
  </Box>
)
