import { defineAction } from './define-action.ts'

export const openCopy = defineAction({
  key: 'open-copy',
  word: 'openCopy',
  item: {},
  mix: null,
  draw: () => ({}),
  goTo: null,
  docs: { summary: 'Someone opens their copy, which goes online.' },
  label: () => ({ text: 'opens their copy', target: null }),
})
