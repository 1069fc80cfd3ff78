import { expect, test } from 'vitest'

import {
  bytesText,
  clockText,
  countedText,
  durationText,
  oneLineText,
  percentText,
  rateText,
  speedText,
} from '../../src/result/format.ts'

const secondMs = 1000
const minuteMs = 60 * secondMs
const hourMs = 60 * minuteMs

test.each([
  [0, '0 ms'],
  [340, '340 ms'],
  [1000, '1 s'],
  [21_430, '21.4 s'],
  [59_970, '1 min'],
  [2 * minuteMs, '2 min'],
  [26.5 * minuteMs, '26 min 30 s'],
  [8 * hourMs, '8 h'],
  [8 * hourMs + 5 * minuteMs, '8 h 5 min'],
])('%i ms reads as %s', (durationMs, text) => {
  expect(durationText(durationMs)).toBe(text)
})

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [99_940, '99.9 kB'],
  [212_400_000, '212 MB'],
  [1.25e9, '1.3 GB'],
  [5e15, '5000 TB'],
])('%i bytes read as %s', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text)
})

test.each([
  [0, '0 %'],
  [0.0001, '1 %'],
  [0.5, '50 %'],
  [0.9999, '99 %'],
  [1, '100 %'],
])('a share of %d reads as %s', (share, text) => {
  expect(percentText(share)).toBe(text)
})

test('the clock shows the time of the world', () => {
  expect(clockText(Date.UTC(2026, 2, 2, 8), 74 * 60_000_000)).toBe('09:14')
  expect(clockText(Date.UTC(2026, 2, 2, 23, 59), 60_000_000)).toBe('00:00')
  expect(clockText(Date.UTC(1969, 11, 31, 23), 0)).toBe('23:00')
})

test('a speed is a multiple of real time', () => {
  expect(speedText(28_800, 21.4)).toBe('1,346×')
  expect(speedText(28_800, 0)).toBe('–')
})

test('rates keep a decimal while they are small', () => {
  expect(rateText(47.04)).toBe('47.0')
  expect(rateText(1234.5)).toBe('1,235')
})

test('nouns follow their count', () => {
  expect([countedText(0, 'run'), countedText(1, 'run'), countedText(1200, 'run')]).toEqual([
    '0 runs',
    '1 run',
    '1,200 runs',
  ])
})

test('control characters do not reach the screen', () => {
  expect(oneLineText(' one\r\n\ttwo\u001B[2J ')).toBe('one two [2J')
})
