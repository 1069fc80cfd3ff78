import { expect, test } from 'vitest'

import { createRunFeed } from '../../src/harness/index.ts'
import type { LiveEvent } from '../../src/result/live-event.ts'
import { finishedOf, framedOf, queuedOf, recordOf, startedOf } from '../ui/support/runs.ts'

const fed = (events: readonly LiveEvent[]) => {
  const feed = createRunFeed()
  for (const event of events) feed.emit(event)
  return feed
}

const heardBy = (feed: ReturnType<typeof createRunFeed>) => {
  const heard: LiveEvent[] = []
  const stop = feed.subscribe((event) => heard.push(event))
  return { heard, stop }
}

test('who listens hears everything in order', () => {
  const feed = fed([])
  const { heard } = heardBy(feed)
  const events = [
    queuedOf('field-team'),
    startedOf('field-team'),
    framedOf('field-team'),
    finishedOf(recordOf()),
  ]

  for (const event of events) feed.emit(event)

  expect(heard).toEqual(events)
})

test('who comes late is told what was', () => {
  const events = [
    queuedOf('field-team'),
    startedOf('field-team'),
    framedOf('field-team'),
    finishedOf(recordOf()),
  ]

  expect(heardBy(fed(events)).heard).toEqual(events)
})

test('of frames a latecomer hears the last a run', () => {
  const feed = fed([
    queuedOf('field-team'),
    queuedOf('vpn-relay'),
    ...[0.1, 0.2, 0.3].map((progress) => framedOf('field-team', { progress })),
    framedOf('vpn-relay', { progress: 0.7 }),
  ])

  const { heard } = heardBy(feed)

  expect(heard.flatMap((event) => (event.kind === 'frame' ? [event.frame.progress] : []))).toEqual([0.3, 0.7])
})

test('a latecomer hears of an end after its frame', () => {
  const feed = fed([queuedOf('field-team'), finishedOf(recordOf()), framedOf('field-team')])

  expect(heardBy(feed).heard.map(({ kind }) => kind)).toEqual(['run-queued', 'frame', 'run-finished'])
})

test('a latecomer hears what comes after, too', () => {
  const feed = fed([queuedOf('field-team')])
  const { heard } = heardBy(feed)

  feed.emit(startedOf('field-team'))

  expect(heard.map(({ kind }) => kind)).toEqual(['run-queued', 'run-started'])
})

test('who stops listening hears no more', () => {
  const feed = fed([])
  const { heard, stop } = heardBy(feed)

  stop()
  feed.emit(queuedOf('field-team'))

  expect(heard).toEqual([])
})
