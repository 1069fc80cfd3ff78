import type { OxlintConfig } from 'oxlint'

import { fence } from './fence.config.ts'

export default {
  plugins: ['typescript', 'import', 'unicorn', 'oxc'],
  categories: { correctness: 'error' },
  ignorePatterns: ['dist', 'dist.*', 'reports/out', 'reports/baseline'],
  rules: {
    eqeqeq: 'error',
    'max-depth': ['error', 3],
    'max-lines': ['error', { max: 300 }],
    'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
    'max-params': ['error', { max: 4 }],
    'no-console': 'error',
    'import/no-cycle': ['error', { ignoreTypes: false }],
    'import/no-default-export': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/no-non-null-assertion': 'error',
    // Its worry is emoji; ours are labels and keys.
    'typescript/no-misused-spread': 'off',
    'typescript/switch-exhaustiveness-check': 'error',
    'unicorn/filename-case': ['error', { case: 'kebabCase' }],
    'unicorn/prefer-node-protocol': 'error',
    // A copy is no waste where the loop's body may change what it walks over.
    'unicorn/no-useless-spread': 'off',
  },
  overrides: [
    ...fence,
    {
      files: ['scenarios/**', 'test/**/fixtures/**', 'reports/**', '*.config.ts'],
      rules: { 'import/no-default-export': 'off' },
    },
    { files: ['test/**'], rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' } },
    { files: ['src/cli/**', 'bench/**', 'test/**'], rules: { 'no-console': 'off' } },
  ],
} satisfies OxlintConfig
