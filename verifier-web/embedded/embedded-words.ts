/** What the embedded verifier says beside its elements, in both languages. */
import type { World } from 'greengate'
import type { Bilingual } from '../elements/language.ts'

/** Why there is no decision to show. */
export type Notice = 'several' | 'no-code' | 'no-picture' | 'failed' | 'insecure'

/** Its own words. */
export const embeddedWords = {
  picture: { zh: '选择图片', en: 'Choose a picture' },
  next: { zh: '下一位', en: 'Next person' },
  result: { zh: '核验结果', en: 'Result' },
} as const satisfies Record<string, Bilingual>

/** One sentence for each. */
export const noticeWords: Readonly<Record<Notice, Bilingual>> = {
  several: {
    zh: '画面中有多个码，请一次只出示一个。',
    en: 'There are several codes: show one at a time.',
  },
  'no-code': { zh: '图片中没有找到码。', en: 'There is no code in this picture.' },
  'no-picture': { zh: '无法读取此图片。', en: 'This picture cannot be read.' },
  failed: {
    zh: '未能核验，请转人工处理。',
    en: 'This could not be checked: send the person to staff.',
  },
  insecure: {
    zh: '本页须经 HTTPS 打开，内外两页都是。',
    en: 'This page and the one around it must be opened over HTTPS.',
  },
}

/** What is said for as long as it decides in a world that is not production. */
export const worldWords: Readonly<Partial<Record<World, Bilingual>>> = {
  demo: {
    zh: '演示数据：此处的结论不能用于真实放行。',
    en: 'Demonstration data: no answer here is good for a real gate.',
  },
  test: {
    zh: '测试数据：此处的结论不能用于真实放行。',
    en: 'Test data: no answer here is good for a real gate.',
  },
}
