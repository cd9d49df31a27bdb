/** Says in words which authorities of other people's codes a trust list has, or gains and loses. */
import type { Language } from '../../edges/language.ts'
import type { TrustAuthority } from '../payloads.ts'
import { listLines, minus, plus } from './changed.ts'

/** One line an authority: lists of hundreds of keys are read by whose they are. */
export function authorityLines(
  was: readonly TrustAuthority[],
  is: readonly TrustAuthority[],
  language: Language,
): readonly string[] {
  const zh = language === 'zh'
  const line = (each: TrustAuthority): string => {
    const [keys, roots] = [each.keys.length, each.roots?.length ?? 0]
    const revoked = each.keys.filter((key) => (key.revoked ?? []).length > 0).length
    const parts = zh
      ? [
          `密钥 ${keys}`,
          ...(roots > 0 ? [`根证书 ${roots}`] : []),
          ...(revoked > 0 ? [`其中撤销 ${revoked}`] : []),
        ]
      : [
          `${keys} keys`,
          ...(roots > 0 ? [`${roots} roots`] : []),
          ...(revoked > 0 ? [`${revoked} revoked`] : []),
        ]
    return `${each.format} ${each.id}: ${parts.join(zh ? '，' : ', ')}`
  }
  return listLines<TrustAuthority>(was, is, {
    nameOf: ({ format, id }) => JSON.stringify([format, id]),
    added: line,
    removed: line,
    changed: (old, next) => [minus(line(old)), plus(line(next))],
  })
}

/** What the keys of an authority may state, together. */
export function statesOf(
  keys: readonly { readonly states: readonly string[] }[],
): readonly string[] {
  const states = new Set(keys.flatMap((key) => key.states))
  return states.has('*') ? ['*'] : [...states].sort()
}
