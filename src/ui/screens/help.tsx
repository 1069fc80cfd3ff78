import { Box } from 'ink'
import type { ReactNode } from 'react'

import { LineList } from '../parts/line-list.tsx'
import { Section } from '../parts/section.tsx'
import type { ScreenSize } from '../view/screen-size.ts'
import { span, type Line } from '../view/text-line.ts'

export const Help = ({ size }: { readonly size: ScreenSize }): ReactNode => (
  <Box flexDirection="column" width={size.columns} height={size.rows} overflow="hidden">
    <Section title="help" note="any key closes it" width={size.columns} height={size.rows}>
      <LineList lines={[...keyLines, [], ...signLines, [], ...wordLines]} height={size.rows - 1} />
    </Section>
  </Box>
)

const entry = (what: string, meaning: string): Line => [span(`  ${what.padEnd(24)}`, 'strong'), span(meaning)]

const keyLines: readonly Line[] = [
  entry('↑ ↓  j k', 'choose a run, or scroll the list'),
  entry('page up, page down', 'by pages; home, end: to the ends'),
  entry('enter  →  l', 'open the chosen run'),
  entry('tab, shift tab', 'one panel over the whole screen'),
  entry('esc  ←  b', 'back'),
  entry('q  ctrl-c', 'quit; finished runs are reported'),
]

const signLines: readonly Line[] = [
  entry('● online', 'linked, with nothing on the way'),
  entry('◆ synchronizing', 'exchanging edits'),
  entry('○ away', 'no session until its next turn'),
  entry('✗ refused', 'the host has no session left'),
  entry('! unreachable, # denied', 'no way there, or not allowed in'),
  entry('◌ offline, · not opened', 'by choice, or nobody works there'),
]

const wordLines: readonly Line[] = [
  entry('unsent, unapplied', 'edits to pass on; edits to show'),
  entry('healing', 'the day is over: all catch up'),
  entry('repeating', 'the trace must be the same again'),
  entry('run once, run twice', 'executions; S10 judges two'),
]
