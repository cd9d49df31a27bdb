/** The people of the demo whose codes cannot be relied on, and those who show something else. */
import { healthAt } from './health.ts'
import { issuers } from './documents.ts'
import type { Holder, Stranger } from './person.ts'

/** Codes that are forged, out of time, or damaged. */
export function pretenders(now: Date): readonly Holder[] {
  const { ago, test, stated } = healthAt(now)
  const good = stated('钱*', '3021', test(20))
  return [
    {
      id: 'altered',
      name: { zh: '钱一', en: 'Qian Yi' },
      about: { zh: '内容被改动', en: 'its contents were altered after signing' },
      claims: good,
      key: 'city',
      mishap: 'altered',
      outcome: 'invalid',
      reasons: ['signature-invalid'],
    },
    {
      id: 'expired',
      name: { zh: '钱二', en: 'Qian Er' },
      about: { zh: '两小时前过期', en: 'expired two hours ago' },
      claims: { ...good, issuedAt: ago(30), validUntil: ago(2), covers: [], facts: [] },
      key: 'city',
      outcome: 'invalid',
      reasons: ['expired'],
    },
    {
      id: 'not-yet-valid',
      name: { zh: '钱三', en: 'Qian San' },
      about: { zh: '明天才生效', en: 'valid from tomorrow' },
      claims: { ...good, validFrom: ago(-24) },
      key: 'city',
      outcome: 'invalid',
      reasons: ['not-yet-valid'],
    },
    {
      id: 'unknown-issuer',
      name: { zh: '钱四', en: 'Qian Si' },
      about: { zh: '发码机构不在名单中', en: 'by an issuer on no trust list' },
      claims: { ...good, issuer: issuers.stranger },
      key: 'stranger',
      outcome: 'invalid',
      reasons: ['issuer-unknown'],
    },
    {
      id: 'unknown-key',
      name: { zh: '钱五', en: 'Qian Wu' },
      about: {
        zh: '以市中心的名义，用陌生密钥',
        en: 'in the city’s name, by a key that is not the city’s',
      },
      claims: good,
      key: 'stranger',
      outcome: 'invalid',
      reasons: ['key-unknown'],
    },
    {
      id: 'retired-key',
      name: { zh: '钱六', en: 'Qian Liu' },
      about: { zh: '密钥停用后签发', en: 'signed after the key’s time was over' },
      claims: good,
      key: 'cityRetired',
      outcome: 'invalid',
      reasons: ['key-out-of-time'],
    },
    {
      id: 'torn',
      name: { zh: '钱七', en: 'Qian Qi' },
      about: { zh: '内容不完整', en: 'a part of it is missing' },
      claims: good,
      key: 'city',
      mishap: 'torn',
      outcome: 'unreadable',
      reasons: ['damaged'],
    },
    {
      id: 'newer',
      name: { zh: '钱八', en: 'Qian Ba' },
      about: { zh: '新一代的健康码', en: 'a code of a later format' },
      claims: good,
      key: 'city',
      mishap: 'renumbered',
      outcome: 'unreadable',
      reasons: ['newer-version'],
    },
  ]
}

/** QR codes that people hold up by mistake. */
export const strangers: readonly Stranger[] = [
  {
    id: 'web-address',
    name: { zh: '网址', en: 'A web address' },
    about: { zh: '餐厅菜单', en: 'a restaurant’s menu' },
    text: 'https://menu.example.com/demo-noodles?table=7',
    outcome: 'unreadable',
    reasons: ['other-code'],
  },
  {
    id: 'wifi',
    name: { zh: '无线网络', en: 'A Wi-Fi code' },
    about: { zh: '候车室的无线网络', en: 'the waiting room’s network' },
    text: 'WIFI:T:WPA;S:Demo Station;P:not-a-secret;;',
    outcome: 'unreadable',
    reasons: ['other-code'],
  },
]
