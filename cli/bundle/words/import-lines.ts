/** Says in words what an import of keys took, passed over, and why. */
import type { Language } from '../../edges/language.ts'
import type { Imported } from '../trust-import/import-authorities.ts'
import type { SkipReason } from '../trust-import/offer.ts'

const skipWords: Readonly<Record<SkipReason, readonly [zh: string, en: string]>> = {
  'not-readable': ['无法读懂', 'not in a form that is read'],
  'not-a-certificate': ['不是证书', 'no certificate'],
  'malformed-key': ['密钥损坏', 'a damaged key'],
  'unsupported-key': ['不支持的曲线、算法或长度', 'an unsupported curve, algorithm or size'],
  'private-key': ['是私钥，已泄露', 'a private key: whoever handed it on gave it away'],
  'malformed-list': ['撤销列表无法读懂', 'a list of revoked codes that is not understood'],
  'not-for-signing': ['未注明用于签名', 'not said to be for signing'],
  'not-its-thumbprint': ['编号不是密钥的指纹', 'a kid that is not the thumbprint of the key'],
  expired: ['已过期（--with-expired 可纳入）', 'expired (--with-expired takes them)'],
  'no-country': ['未写明国家；请用 --issuer', 'no country stated; name one with --issuer'],
  'no-issuer': [
    '未写明签发者；请用 --issuer（* 为所有签发者）',
    'no issuer stated; name one with --issuer (* is every issuer)',
  ],
  duplicate: ['重复', 'offered twice'],
  'too-many-of-one-kid': ['同一编号超过 8 个', 'more than 8 of one kid'],
}

/** Sources shown for one reason; --json has them all. */
const shown = 3

/** The lines. */
export function importLines(
  { taken, changed, known, skipped, authorities }: Imported,
  language: Language,
): readonly string[] {
  const zh = language === 'zh'
  const place = zh ? 0 : 1
  const formats = new Map<string, number>()
  for (const { format } of taken) formats.set(format, (formats.get(format) ?? 0) + 1)
  const byFormat = [...formats].map(([format, count]) => `${format} ${count}`).join(', ')
  const isOpen = taken.some(({ id }) => id === '*')
  return [
    zh
      ? `新增 ${taken.length}${byFormat && `（${byFormat}）`}，变更 ${changed.length}，原有 ${known.length}；名单共有 ${authorities.length} 个机构`
      : `${taken.length} new${byFormat && ` (${byFormat})`}, ${changed.length} changed, ${known.length} there already; ${authorities.length} authorities in the list`,
    ...(isOpen
      ? [
          zh
            ? '* 的密钥对所有未单独列出的签发者有效。'
            : 'Keys of * count for every issuer that is not listed itself.',
        ]
      : []),
    ...Object.entries(skipWords).flatMap(([reason, words]) => {
      const found = skipped.filter((each) => each.skipped === reason)
      if (found.length === 0) return []
      const sources = found.slice(0, shown).map(({ source }) => source)
      const more = found.length > shown ? ', …' : ''
      const head = zh ? `略过 ${found.length}` : `skipped ${found.length}`
      return [`${head}: ${words[place]}: ${sources.join(', ')}${more}`]
    }),
  ]
}
