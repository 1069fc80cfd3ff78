import { z } from 'zod'

import { defineAction } from './define-action.ts'

export const openCopy = defineAction({
  key: 'open-copy',
  item: { copy: z.string().min(1).describe('The copy that is opened.') },
  draw: (_, { copy }) => ({ copy }),
  meeting: null,
  docs: { summary: 'Someone opens their copy, which goes online.' },
  label: () => ({ text: 'opens their copy', target: null }),
})
