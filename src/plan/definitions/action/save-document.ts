import { defineAction } from './define-action.ts'
import { drawnSizeBytes } from './drawn-size.ts'
import { documentChoiceSchema, sizeBytes, thinkUs } from './places.ts'

export const saveDocument = defineAction({
  key: 'save-document',
  item: { document: documentChoiceSchema, sizeBytes, thinkUs },
  draw: (day, { person }, due) => ({
    document: { key: due.id, among: `${person} ` },
    sizeBytes: drawnSizeBytes(day, due),
    thinkUs: due.thinkUs,
  }),
  meeting: {
    isOpen: () => true,
    goTo: (item, { document }) => ({ ...item, document }),
  },
  docs: { summary: 'Someone saves a new version of a document that they see.' },
  label: ({ document }) => ({ text: 'saves', target: `a document of ${document.among.trim()}` }),
})
