import { describe, expect, test } from 'vitest'

import {
  bytesPerSecond,
  durationUs,
  hours,
  minuteOfDay,
  minutes,
  seconds,
  sizeBytes,
} from '../../src/plan/units.ts'

describe('units', () => {
  test.each([
    ['250us', 250],
    ['1.5ms', 1_500],
    ['20s', 20_000_000],
    ['2m', 120_000_000],
    ['8h', 28_800_000_000],
    [' 2 m ', 120_000_000],
    ['0s', 0],
  ])('the duration %j is %i microseconds', (text, us) => {
    expect(durationUs(text, 'option')).toBe(us)
  })

  test('durations made by words are the same', () => {
    expect(durationUs(seconds(20), 'option')).toBe(durationUs('20s', 'option'))
    expect(durationUs(minutes(2), 'option')).toBe(durationUs('2m', 'option'))
    expect(durationUs(hours(0.5), 'option')).toBe(durationUs('30m', 'option'))
  })

  test.each([
    ['1 B', 1],
    ['10 kB', 10_000],
    ['2 MB', 2_000_000],
    ['1.5 GB', 1_500_000_000],
  ])('the size %j is %i bytes', (text, bytes) => {
    expect(sizeBytes(text, 'option')).toBe(bytes)
  })

  test.each([
    ['8 bit/s', 1],
    ['256 kbit/s', 32_000],
    ['100 Mbit/s', 12_500_000],
    ['1 Gbit/s', 125_000_000],
    ['2 MB/s', 2_000_000],
    ['500kB/s', 500_000],
  ])('the rate %j is %i bytes a second', (text, bytes) => {
    expect(bytesPerSecond(text, 'option')).toBe(bytes)
  })

  test.each([
    ['0:00', 0],
    ['8:55', 535],
    ['09:00', 540],
    ['23:59', 1439],
  ])('the time %j is minute %i of the day', (text, minute) => {
    expect(minuteOfDay(text, 'option')).toBe(minute)
  })

  test.each(['', '5', '5 x', 'm', '5m5', '1e3s', '５s', '20 S'])('%j is refused as a duration', (text) => {
    expect(() => durationUs(text, 'hold')).toThrow(`hold: "${text}" has no unit`)
  })

  test.each(['10', '10 kb', '10 KB', '-10 kB', '0 B'])('%j is refused as a size', (text) => {
    expect(() => sizeBytes(text, 'documentSize')).toThrow('documentSize: ')
  })

  test.each(['100', '100 Mbit', '0 Mbit/s', '-1 Mbit/s', '1.2.3 Mbit/s', '. bit/s'])(
    '%j is refused as a rate',
    (text) => {
      expect(() => bytesPerSecond(text, 'bandwidth')).toThrow('bandwidth: ')
    },
  )

  test.each(['9', '24:00', '9:60', '9:5', '-1:00', 'noon'])('%j is no time of day', (text) => {
    expect(() => minuteOfDay(text, 'startsAt')).toThrow(`"${text}" is no time of day`)
  })
})
