import { Box } from 'ink'
import { Fragment, type ReactNode } from 'react'

import { Tinted } from '../tinted.tsx'

interface FooterProps {
  readonly keys: readonly (readonly [key: string, meaning: string])[]
  readonly width: number
}

export const Footer = ({ keys, width }: FooterProps): ReactNode => (
  <Box width={width} height={1} flexShrink={0} overflow="hidden" gap={1}>
    {fittingKeys(keys, width).map(([key, meaning]) => (
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

/** Help and quitting come last and stay: help explains the keys that have no room. */
const fittingKeys = (keys: FooterProps['keys'], width: number): FooterProps['keys'] =>
  keys.length === 0 || widthOf(keys) <= width ? keys : fittingKeys(keys.slice(1), width)

const gapAfterKey = 1
const gapAfterMeaning = 3

const widthOf = (keys: FooterProps['keys']): number =>
  keys.reduce((sum, [key, meaning]) => sum + key.length + gapAfterKey + meaning.length + gapAfterMeaning, 0) -
  gapAfterMeaning
