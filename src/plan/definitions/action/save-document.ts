import { defineAction } from './define-action.ts'
import { drawnSizeBytes } from './drawn-size.ts'
import { documentChoiceSchema, sizeBytes, thinkUs } from './places.ts'

export const saveDocument = defineAction({
  key: 'save-document',
  word: 'saveDocument',
  item: { document: documentChoiceSchema, sizeBytes, thinkUs },
  mix: { among: 'document saves', share: 'the rest' },
  draw: (day, writer, due) => ({
    document: { key: due.id, among: `${writer.person} ` },
    sizeBytes: drawnSizeBytes(day, writer, due),
    thinkUs: due.thinkUs,
  }),
  goTo: (item, { document }) => ({ ...item, document }),
  docs: { summary: 'Someone saves a new version of a document that they see.' },
  label: ({ document: { among } }) => ({
    text: 'saves',
    target: among === '' ? 'a document that others save then' : `a document of ${among.trim()}`,
  }),
})
