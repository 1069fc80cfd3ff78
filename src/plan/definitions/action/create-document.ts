import { z } from 'zod'

import { workCauses } from '../../keys/plan-causes.ts'
import { fileNames } from '../../keys/work-ids.ts'
import { defineAction } from './define-action.ts'
import { drawnSizeBytes } from './drawn-size.ts'
import { sizeBytes, thinkUs } from './places.ts'

export const createDocument = defineAction({
  key: 'create-document',
  word: 'createDocument',
  item: { name: z.string().min(1).describe('The name of the document.'), sizeBytes, thinkUs },
  mix: { among: 'document saves', share: 0.03, cause: workCauses.newDocument },
  draw: (day, writer, due) => ({
    name: fileNames.memo(writer.person, due.id),
    sizeBytes: drawnSizeBytes(day, writer, due),
    thinkUs: due.thinkUs,
  }),
  goTo: null,
  docs: { summary: 'Someone creates a document.' },
  label: ({ name }) => ({ text: 'creates the document', target: name }),
})
