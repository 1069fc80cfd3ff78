import { faultCauses } from '../../keys/plan-causes.ts'
import { faultStreamKeys } from '../../keys/stream-key.ts'
import { name } from '../../spec-parts.ts'
import { count, duration, partName, usually } from '../option.ts'
import { momentIn } from '../short-form.ts'
import { defineFault } from './define-fault.ts'
import { lastsUs } from './item-fields.ts'

/** The fewest flaps of a short form. */
const timesMin = 3

export const serverFlaps = defineFault({
  key: 'server-flaps',
  word: 'serverFlaps',
  subject: 'server',
  options: {
    server: partName('syncServer'),
    at: duration(),
    times: count(1, 10_000),
    down: usually(duration(1), '5s'),
    up: usually(duration(1), '10s'),
  },
  rules: [],
  inShortForm: ({ atUs, times, ...rest }, form) => ({
    ...rest,
    atUs: momentIn(form, atUs),
    times: Math.max(timesMin, Math.round(times * form.scale)),
  }),
  stream: faultStreamKeys.faults,
  item: { server: name, lastsUs },
  // Draws 50 % to 150 % of the stated length, so that flaps meet health checks at every phase.
  draw: ({ server, atUs: firstUs, times, downUs, upUs }, day) => {
    const { draws } = day
    let atUs = firstUs
    const items = Array.from({ length: times }, (_, index) => {
      const id = day.id(index)
      const lastsUs = Math.round(downUs * (0.5 + draws.unit(id, faultCauses.down)))
      const item = { id, atUs, server, lastsUs }
      atUs += lastsUs + Math.round(upUs * (0.5 + draws.unit(id, faultCauses.up)))
      return item
    })
    return items.filter((item) => item.atUs < day.lengthUs)
  },
  label: ({ server }) => ({ text: 'server down', target: server, outage: 'server' }),
  cutsPowerOf: null,
  docs: {
    summary: 'A server dies and comes back, many times in a row.',
    options: {
      server: 'The server.',
      at: 'The moment of the first death.',
      times: 'How often it dies, if the day is long enough.',
      down: 'About how long it is down each time.',
      up: 'About how long it is up in between.',
    },
    example: { server: 'web-1', at: '1m', times: 3 },
  },
})
