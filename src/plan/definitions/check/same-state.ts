import { defineCheck } from './define-check.ts'

export const sameState = defineCheck({
  key: 'S3',
  title: 'copies agree',
  executions: 1,
  docs: {
    summary: 'After healing, copies that can reach each other have the same state, byte for byte.',
    forTheFirm:
      'Once everybody has synced, all screens show the same. Nobody needs to ask whose copy is right.',
    cannotSee: 'an error that every copy makes alike; S1 and S2 look for those',
  },
})
