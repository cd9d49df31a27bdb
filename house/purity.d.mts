/** The type of the purity blocks, for the test that plants violations. */
import type { Linter } from 'eslint'

export const purity: Linter.Config[]
