import type { AccessPart } from '../../plan/access-spec.ts'
import { type ShortForm, shrunk } from '../../plan/definitions/short-form.ts'

/**
 * What is measured in hours shrinks as the day does, so that a cut longer than retention is so in the short form, too. How often
 * stores poll each other stays.
 */
export const accessInForm = (part: AccessPart, form: ShortForm): AccessPart => {
  if (part.kind === 'session-rules')
    return { ...part, lifeUs: shrunk(form, part.lifeUs), graceUs: shrunk(form, part.graceUs) }
  if (part.kind === 'data-centre') return { ...part, retentionUs: shrunk(form, part.retentionUs) }
  return part
}
