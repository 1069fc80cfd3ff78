import { Box } from 'ink'
import type { ReactNode } from 'react'

import { LineList } from '../parts/line-list.tsx'
import { Section } from '../parts/section.tsx'
import type { ScreenSize } from '../view/screen-size.ts'
import { span, type Line } from '../view/text-line.ts'

/** What the keys do and what the signs mean. */
export const Help = ({ size }: { readonly size: ScreenSize }): ReactNode => (
  <Box flexDirection="column" width={size.columns} height={size.rows} overflow="hidden">
    <Section title="help" note="any key closes it" width={size.columns} height={size.rows}>
      <LineList lines={[...keyLines, [], ...signLines, [], ...wordLines]} height={size.rows - 1} />
    </Section>
  </Box>
)

const entry = (what: string, meaning: string): Line => [span(`  ${what.padEnd(24)}`, 'strong'), span(meaning)]

const keyLines: readonly Line[] = [
  entry('↑ ↓  j k', 'choose a run, or scroll the list in front'),
  entry('page up, page down', 'the same by pages; home, end: to the ends'),
  entry('enter  →  l', 'open the chosen run'),
  entry('tab, shift tab', 'one panel of a run over the whole screen'),
  entry('esc  ←  b', 'back'),
  entry('q  ctrl-c', 'quit; what has finished is reported'),
]

const signLines: readonly Line[] = [
  entry('● online', 'linked to another copy, nothing on the way'),
  entry('◆ synchronizing', 'carrying what the other side lacks'),
  entry('○ away', 'gave its session back until its next turn'),
  entry('✗ refused', 'the host has as many sessions as it allows'),
  entry('! unreachable, # denied', 'no way there, or not allowed in'),
  entry('◌ offline, · not opened', 'by choice, or nobody works in it yet'),
]

const wordLines: readonly Line[] = [
  entry('unsent, unapplied', 'edits not passed on yet; received, not shown yet'),
  entry('healing', 'day and faults are over: everyone catches up'),
  entry('repeating', 'the same seed again must leave the same trace'),
  entry('run once, run twice', 'how often the time is of; S10 judges those run twice'),
]
