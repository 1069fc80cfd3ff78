import { z } from 'zod'

import { fileNames } from '../../keys/work-ids.ts'
import { defineAction } from './define-action.ts'
import { drawnSizeBytes } from './drawn-size.ts'
import { sizeBytes, thinkUs } from './places.ts'

export const createDocument = defineAction({
  key: 'create-document',
  item: { name: z.string().min(1).describe('The name of the document.'), sizeBytes, thinkUs },
  draw: (day, { person }, due) => ({
    name: fileNames.memo(person, due.id),
    sizeBytes: drawnSizeBytes(day, due),
    thinkUs: due.thinkUs,
  }),
  meeting: null,
  docs: { summary: 'Someone creates a document.' },
  label: ({ name }) => ({ text: 'creates the document', target: name }),
})
