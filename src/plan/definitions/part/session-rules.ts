import { duration, usually } from '../option.ts'
import { shrunk } from '../short-form.ts'
import { definePart } from './define-part.ts'
import { firmHasCentre } from './firm-rules.ts'

export const sessionRules = definePart({
  key: 'session-rules',
  word: 'sessionRules',
  noun: 'session rules',
  family: 'access',
  subject: null,
  roles: [],
  options: { life: usually(duration(1), '10m'), grace: usually(duration(1), '20m') },
  rules: [firmHasCentre],
  inShortForm: (stated, form) => ({
    ...stated,
    lifeUs: shrunk(form, stated.lifeUs),
    graceUs: shrunk(form, stated.graceUs),
  }),
  machines: null,
  ends: null,
  lists: (values) => ({ rules: values }),
  contribute: (stated) => ({ rules: [stated] }),
  entryNames: {},
  texts: { rules: ({ lifeUs, graceUs }) => `: ${lifeUs} us, and ${graceUs} us more` },
  docs: {
    summary: 'How long tokens are valid. The sum of both times is the longest that a lost right still works.',
    options: {
      life: 'How long a token is valid.',
      grace: 'How long a token is renewed while the directory is down.',
    },
    example: { life: '10m', grace: '20m' },
  },
})
