/** The lint: typescript-eslint's strict type-checked rules, TSDoc's syntax, and the purity of lib/. No style rules: Prettier has them. */
import tsdoc from 'eslint-plugin-tsdoc'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'
import { purity } from './house/purity.mjs'

export default defineConfig(
  globalIgnores(['**/dist/', '**/node_modules/', 'artifacts/', 'coverage/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    plugins: { tsdoc },
    languageOptions: {
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      'tsdoc/syntax': 'error',
      // A number in a template says what String() would say; nothing else is let in.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
    },
  },
  {
    files: ['**/*.test.ts'],
    rules: {
      // In a test a missing element is a failure with a line number, which is what is wanted.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Tests of "never throws" and of refused arguments await and pass what the types forbid.
      '@typescript-eslint/no-confusing-void-expression': 'off',
    },
  },
  ...purity,
)
