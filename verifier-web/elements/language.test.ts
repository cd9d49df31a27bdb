/** Which language a browser is answered in. */
import { expect, test } from 'vitest'
import { chooseLanguage } from './language.ts'

test.each([
  [['zh-CN', 'en'], 'zh'],
  [['zh-Hant-TW'], 'zh'],
  [['en-GB', 'zh-CN'], 'en'],
  [['fr-FR', 'zh-CN', 'en'], 'zh'],
  [['fr-FR'], 'en'],
  [[], 'en'],
])('%j is answered in %s', (tags, language) => {
  expect(chooseLanguage(tags)).toBe(language)
})
