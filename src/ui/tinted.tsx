import { Text, type TextProps } from 'ink'
import { createContext, use, type ReactNode } from 'react'

import type { Line, Tone } from './view/text-line.ts'

/** Whether the screens may use colour; without it no escape code for colour or weight is written at all. */
export const ColourContext = createContext(false)

export const Tinted = ({
  tone,
  children,
}: {
  readonly tone: Tone
  readonly children: ReactNode
}): ReactNode => (
  <Text wrap="truncate-end" {...(use(ColourContext) ? palette(tone) : {})}>
    {children}
  </Text>
)

export const LineText = ({ line }: { readonly line: Line }): ReactNode => (
  <Text wrap="truncate-end">
    {line.length === 0
      ? ' '
      : line.map(({ text, tone }, index) => (
          <Tinted key={index} tone={tone}>
            {text}
          </Tinted>
        ))}
  </Text>
)

const palette = (tone: Tone): TextProps => {
  switch (tone) {
    case 'plain':
      return {}
    case 'strong':
      return { bold: true }
    case 'quiet':
      return { dimColor: true }
    case 'good':
      return { color: 'green' }
    case 'busy':
      return { color: 'cyan' }
    case 'warn':
      return { color: 'yellow' }
    case 'bad':
      return { color: 'red' }
  }
}
