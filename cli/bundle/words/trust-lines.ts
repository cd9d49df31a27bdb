/** Says in words whom a trust list believes, or what it changes of the list before. */
import type { Language } from '../../edges/language.ts'
import { OperatorError } from '../../operator-error.ts'
import type { Document } from '../document.ts'
import type { IssuerKey, Revocation, TrustIssuer, TrustPayload } from '../payloads.ts'
import { authorityLines } from './authority-lines.ts'
import { changedLine, listLines, minus, plus } from './changed.ts'

/** The lines. */
export function trustLines(
  document: Document,
  older: Document | undefined,
  language: Language,
): readonly string[] {
  const is = asTrust(document)
  const was = older === undefined ? undefined : asTrust(older)
  const zh = language === 'zh'
  const key = (issuer: string, { jwk, from, until, sets }: IssuerKey): string =>
    zh
      ? `${issuer} 的密钥 ${jwk.x.slice(0, 8)}…（${jwk.crv}）：${from} 至 ${until}，规则集 ${sets.join('、') || '无'}`
      : `key ${jwk.x.slice(0, 8)}… (${jwk.crv}) of ${issuer}: ${from} to ${until}, sets ${sets.join(', ') || 'none'}`
  const issuer = ({ id, name, status }: TrustIssuer): string =>
    `${id} ${name[language]} (status ${status})`
  const revocation = ({ issuer: id, key: kid, from, until, site, why }: Revocation): string => {
    const where =
      site === null ? (zh ? '全部站点' : 'at every site') : `${zh ? '站点' : 'at site'} ${site}`
    return zh
      ? `撤销 ${id} 密钥 ${kid.slice(0, 8)} 于 ${from} 至 ${until} 在${where}签发的码：${why.zh}`
      : `codes of ${id} by key ${kid.slice(0, 8)} issued ${from} to ${until} ${where} are revoked: ${why.en}`
  }
  const keyLines = (old: readonly IssuerKey[], next: TrustIssuer): readonly string[] =>
    listLines<IssuerKey>(old, next.keys, {
      nameOf: ({ jwk }) => jwk.x,
      added: (each) => key(next.id, each),
      removed: (each) => key(next.id, each),
      changed: (before, each) => [minus(key(next.id, before)), plus(key(next.id, each))],
    })
  const before = new Map((was?.issuers ?? []).map((each) => [each.id, each]))
  return [
    ...changedLine(zh ? '须在此前换新' : 'to be renewed before', was?.expires, is.expires),
    ...listLines<TrustIssuer>(was?.issuers ?? [], is.issuers, {
      nameOf: ({ id }) => id,
      added: issuer,
      removed: issuer,
      changed: (old, next) =>
        issuer(old) === issuer(next) ? [] : [minus(issuer(old)), plus(issuer(next))],
    }),
    ...is.issuers.flatMap((each) => keyLines(before.get(each.id)?.keys ?? [], each)),
    ...authorityLines(was?.authorities ?? [], is.authorities ?? [], language),
    ...listLines<Revocation>(was?.revoked ?? [], is.revoked, {
      nameOf: ({ why: _why, ...rest }) => JSON.stringify(rest),
      added: revocation,
      removed: revocation,
      changed: (_old, each) => [plus(revocation(each))],
    }),
  ]
}

/** @throws {@link OperatorError} for what is no trust list */
export function asTrust({ value, place }: Document): TrustPayload {
  const { issuers, revoked } = value
  if (Array.isArray(issuers) && Array.isArray(revoked)) return value as unknown as TrustPayload
  throw new OperatorError(`${place}.json: lacks issuers or revoked; add both, empty or not`)
}
