/** What oxlint cannot check: the purity of lib/. All else of the lint is in .oxlintrc.json, TSDoc in house/tsdoc.test.ts. */
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'
import { purity } from './house/purity.mjs'

export default defineConfig(
  globalIgnores(['**/dist/', '**/node_modules/', '**/*.test.ts', 'lib/testing/']),
  {
    files: ['lib/**/*.ts'],
    // The other plugin's rules are run by oxlint; here they are names that comments may name.
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: { parser: tseslint.parser },
    // Those of the lint that has the types.
    linterOptions: { reportUnusedDisableDirectives: 'off' },
  },
  ...purity,
)
