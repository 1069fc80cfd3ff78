import { faultStreamKeys } from '../../keys/stream-key.ts'
import { name } from '../../spec-parts.ts'
import { duration, partName } from '../option.ts'
import { momentIn } from '../short-form.ts'
import { defineFault } from './define-fault.ts'

export const branchWriteAttempted = defineFault({
  key: 'write-at-branch',
  word: 'branchWriteAttempted',
  subject: 'branch',
  options: { branch: partName('branchOffice'), at: duration() },
  rules: [],
  inShortForm: ({ atUs, ...rest }, form) => ({ ...rest, atUs: momentIn(form, atUs) }),
  stream: faultStreamKeys.faults,
  item: { branch: name },
  draw: ({ branch, atUs }, { id }) => [{ id: id(0), atUs, branch }],
  label: ({ branch }) => ({ text: 'branch write', target: branch, outage: null }),
  cutsPowerOf: null,
  docs: {
    summary: 'Someone at a branch office tries to give themselves an account in its data store.',
    options: { branch: 'The branch office.', at: 'The moment of the day.' },
    example: { branch: 'leeds-store', at: '1m' },
  },
})
