import { faultStreamKeys } from '../../keys/stream-key.ts'
import { name } from '../../spec-parts.ts'
import { duration, partName } from '../option.ts'
import { shrunkOutage } from '../short-form.ts'
import { defineFault } from './define-fault.ts'
import { lastsUs } from './item-fields.ts'

export const directoryDown = defineFault({
  key: 'stop-directory',
  word: 'directoryDown',
  subject: 'directory',
  options: { directory: partName('directory'), at: duration(), lasting: duration(1) },
  rules: [],
  inShortForm: shrunkOutage,
  stream: faultStreamKeys.faults,
  item: { directory: name, lastsUs },
  draw: ({ directory, atUs, lastingUs }, { id }) => [{ id: id(0), atUs, directory, lastsUs: lastingUs }],
  label: ({ directory }) => ({ text: 'directory down', target: directory, outage: 'directory' }),
  cutsPowerOf: null,
  docs: {
    summary: 'A directory answers nobody for a while.',
    options: {
      directory: 'The directory.',
      at: 'The moment of the day.',
      lasting: 'The time until it answers again.',
    },
    example: { directory: 'people', at: '1m', lasting: '30s' },
  },
})
