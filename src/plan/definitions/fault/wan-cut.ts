import { faultStreamKeys } from '../../keys/stream-key.ts'
import { name } from '../../spec-parts.ts'
import { duration, partName } from '../option.ts'
import { shrunkOutage } from '../short-form.ts'
import { defineFault } from './define-fault.ts'
import { lastsUs } from './item-fields.ts'

export const wanCut = defineFault({
  key: 'wan-cut',
  word: 'wanCut',
  subject: 'vpn',
  options: { vpn: partName('vpn'), at: duration(), lasting: duration(1) },
  rules: [],
  inShortForm: shrunkOutage,
  stream: faultStreamKeys.faults,
  item: { vpn: name, lastsUs },
  draw: ({ vpn, atUs, lastingUs }, { id }) => [{ id: id(0), atUs, vpn, lastsUs: lastingUs }],
  label: ({ vpn }) => ({ text: 'vpn down', target: vpn, outage: 'line' }),
  cutsPowerOf: null,
  docs: {
    summary: 'The line of a VPN is cut once.',
    options: { vpn: 'The VPN.', at: 'The moment of the day.', lasting: 'The time until the line is back.' },
    example: { vpn: 'office-vpn', at: '1m', lasting: '30s' },
  },
})
