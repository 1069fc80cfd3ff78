import { Console } from 'node:console'

import { expect, test, vi } from 'vitest'

import { showRuns } from '../../src/ui/show-runs.tsx'
import { fakeFeed } from './support/fake-feed.ts'
import { fakeTerminal, keys } from './support/fake-terminal.ts'
import { framedOf, queuedOf, startedOf } from './support/runs.ts'

// Vitest's console lacks the class with which Ink keeps stray output off the screen.
Object.assign(console, { Console })

const enterFullScreen = '\u001B[?1049h'
const leaveFullScreen = '\u001B[?1049l'

/** Waits as long as a hanging test may, since a busy machine draws late. */
const eventually = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 300_000 })

const shown = () => {
  const terminal = fakeTerminal()
  const feed = fakeFeed([queuedOf('office-parent'), queuedOf('field-team'), startedOf('field-team')])
  const onQuit = vi.fn()
  const { stdout, stdin } = terminal
  const screen = showRuns({ feed, stdout, stdin, colour: false, onQuit })
  const writtenSince = (from: number): string => terminal.written.slice(from).join('')
  return { terminal, feed, onQuit, screen, writtenSince }
}

test('q gives the terminal back and tells the caller', async () => {
  const { terminal, onQuit, screen, writtenSince } = shown()

  await terminal.press('q')
  await screen.finished

  expect(onQuit).toHaveBeenCalledOnce()
  expect(writtenSince(0)).toContain(enterFullScreen)
  expect(writtenSince(0)).toContain(leaveFullScreen)
})

test('ctrl-c quits as q does', async () => {
  const { terminal, onQuit, screen } = shown()

  await terminal.press(keys.ctrlC)
  await screen.finished

  expect(onQuit).toHaveBeenCalledOnce()
})

test('close ends the screen without a quit', async () => {
  const { onQuit, screen, writtenSince } = shown()

  screen.close()
  await screen.finished

  expect(onQuit).not.toHaveBeenCalled()
  expect(writtenSince(0)).toContain(leaveFullScreen)
})

test('frames that arrive late are drawn', async () => {
  const { feed, screen, writtenSince } = shown()

  feed.tell(framedOf('field-team', { progress: 0.37 }))

  await eventually(() => expect(writtenSince(0)).toContain('37 %'))
  screen.close()
})

test('many frames at once are drawn seldom', async () => {
  const { terminal, feed, screen, writtenSince } = shown()

  for (let count = 1; count <= 200; count += 1) feed.tell(framedOf('field-team', { refusals: count }))

  await eventually(() => expect(writtenSince(0)).toMatch(/refusals +200/))
  expect(terminal.written.length).toBeLessThan(40)
  screen.close()
})

test('keys move, open and go back', async () => {
  const { terminal, feed, screen, writtenSince } = shown()
  feed.tell(framedOf('field-team'))

  await terminal.press(keys.down)
  await terminal.press(keys.enter)
  await eventually(() => expect(writtenSince(0)).toContain('router hotel-wifi'))

  const beforeBack = terminal.written.length
  await terminal.press('b')
  await eventually(() => expect(writtenSince(beforeBack)).toContain('Shakedown  2 runs'))
  screen.close()
})
