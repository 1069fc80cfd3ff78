import { defaultSeedsMin, sometimesSentences } from '../../src/plan/sometimes-spec.ts'
import { authorsLiteral } from './authors-literal.ts'
import { code, codeBlock, pageText, type ReferencePage } from './markdown.ts'

/** The sentences that `sometimes` knows. */
export const sometimesPage = (): ReferencePage => ({
  path: 'sometimes.md',
  text: pageText([
    '# Sentences of sometimes',
    `An entry of \`sometimes\` names an event that must happen in at least one of so many seeds. \`inSeeds\` is their number, ${defaultSeedsMin} by default. With fewer seeds, its absence is no failure.`,
    codeBlock(
      sometimesSentences.slice(0, 1).map((each) => `sometimes(${authorsLiteral(each)}, { inSeeds: 20 })`),
      'ts',
    ),
    'These sentences are known:',
    sometimesSentences.map((each) => `- ${code(each)}`).join('\n'),
  ]),
})
