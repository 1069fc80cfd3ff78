import type { AccessPart } from '../../plan/access-spec.ts'
import { type ShortForm, shrunk } from '../../plan/definitions/short-form.ts'

/**
 * Scales times of hours with the day, so a cut outlasts retention in the short form, too. Polling intervals
 * of data stores stay.
 */
export const accessInForm = (part: AccessPart, form: ShortForm): AccessPart => {
  if (part.kind === 'session-rules')
    return { ...part, lifeUs: shrunk(form, part.lifeUs), graceUs: shrunk(form, part.graceUs) }
  if (part.kind === 'data-centre') return { ...part, retentionUs: shrunk(form, part.retentionUs) }
  return part
}
