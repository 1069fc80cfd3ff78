import { describe, expect, test } from 'vitest'

import {
  choice,
  count,
  duration,
  durationRange,
  factor,
  flag,
  orNone,
  partName,
  usually,
} from '../../src/plan/definitions/option.ts'
import { optionTable, optionType, usualText } from './option-table.ts'

describe('an option is shown with its type:', () => {
  test.each([
    ['the name of a part', partName('vpn'), 'name of a vpn'],
    ['a count', count(1), 'integer at least 1'],
    ['a count with two limits', count(1, 20), 'integer from 1 to 20'],
    ['a factor', factor(0, 1), 'number from 0 to 1'],
    ['a flag', flag(), '`true` or `false`'],
    ['a choice', choice(['slow', 'hung', 'gone']), '`slow`, `hung` or `gone`'],
    ['a duration', duration(), 'duration'],
    ['a duration that takes time', duration(1), 'duration above zero'],
    ['a range of durations', durationRange(), 'two durations'],
    ['an option that may be none', orNone(duration(1)), 'duration above zero'],
  ])('%s', (_, option, type) => {
    expect(optionType('at', option)).toBe(type)
  })
})

describe('a default is spelled as authors write it:', () => {
  test.each([
    ['none at all', duration(), 'required'],
    ['a duration', usually(duration(), '90s'), "`'90s'`"],
    ['the largest unit that fits', usually(duration(), '120m'), "`'2h'`"],
    ['no time', usually(duration(), '0s'), "`'0s'`"],
    ['a range', usually(durationRange(), ['20s', '4m']), "`['20s', '4m']`"],
    ['a number', usually(count(1), 50), '`50`'],
    ['a word', usually(choice(['account', 'grant']), 'account'), "`'account'`"],
    ['null', orNone(duration()), 'none'],
  ])('%s', (_, option, text) => {
    expect(usualText('at', option)).toBe(text)
  })
})

test('the option that is written first has the first row', () => {
  const table = optionTable({
    subject: 'vpn',
    options: { times: count(1), vpn: partName('vpn') },
    docs: { options: { times: 'How often.', vpn: 'The VPN.' } },
  })

  expect(table.split('\n').slice(2)).toEqual([
    '| `vpn`, written first | name of a vpn | required | The VPN. |',
    '| `times` | integer at least 1 | required | How often. |',
  ])
})
