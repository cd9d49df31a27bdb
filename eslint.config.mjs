/** What oxlint cannot check: the syntax of TSDoc, and the purity of lib/. All else of the lint is in .oxlintrc.json. */
import tsdoc from 'eslint-plugin-tsdoc'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'
import { purity } from './house/purity.mjs'

export default defineConfig(
  globalIgnores(['**/dist/', '**/node_modules/', 'artifacts/', 'coverage/']),
  {
    files: ['**/*.ts'],
    ignores: ['**/*.test.ts'],
    // The other plugin's rules are run by oxlint; here they are names that comments may name.
    plugins: { tsdoc, '@typescript-eslint': tseslint.plugin },
    languageOptions: { parser: tseslint.parser },
    // Those of the lint that has the types.
    linterOptions: { reportUnusedDisableDirectives: 'off' },
    rules: { 'tsdoc/syntax': 'error' },
  },
  ...purity,
)
