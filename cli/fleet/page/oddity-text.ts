/** A station's oddity as a few words with what it is about: which version it has, which device, since when. */
import type { Language } from '../../../verifier-web/elements/language.ts'
import { spanWords } from '../../../verifier-web/elements/time-words.ts'
import { countText } from '../../impact/words.ts'
import type { Oddity } from '../fleet-state.ts'
import { oddityWords } from './oddity-words.ts'
import { stateText } from './state-words.ts'

/** `version 41 of the bundle, should be 42`; `at` is the instant of the state. */
export function oddityText(oddity: Oddity, at: string, language: Language): string {
  const zh = language === 'zh'
  const since = (instant: string): string =>
    spanWords((Date.parse(at) - Date.parse(instant)) / 1000, language)
  switch (oddity.kind) {
    case 'silent': {
      if (oddity.since === null) return zh ? '从未有心跳' : 'never heard'
      const span = since(oddity.since)
      return zh ? `${span}没有心跳` : `silent for ${span}`
    }
    case 'digest': {
      const of = `${documentText(oddity)} ${oddity.version}`
      return `${oddityWords.digest.name[language]}${zh ? '：' : ': '}${of}`
    }
    case 'service':
      return `${oddityWords.service.name[language]}${zh ? '：' : ': '}${stateText('service', oddity.service, language)}`
    case 'twin': {
      const span = since(oddity.seen)
      return zh ? `两台机器同用此站名，${span}前` : `two machines speak as it, ${span} ago`
    }
    case 'wrong-version': {
      const { has, norm } = oddity
      const what = oddity.what === 'bundle' ? (zh ? '数据包' : 'bundle') : oddity.what
      if (has === null) return zh ? `没有${what}，应为 ${norm}` : `no ${what}, should be ${norm}`
      return zh ? `${what} ${has}，应为 ${norm}` : `${what} ${has}, should be ${norm}`
    }
    case 'stale': {
      const roles = oddity.roles.join(', ')
      return zh ? `数据过期：${roles}` : `stale: ${roles}`
    }
    case 'clock-suspect': {
      const name = oddityWords['clock-suspect'].name[language]
      const { offsetMs } = oddity
      return offsetMs === null
        ? name
        : `${name}${zh ? '：' : ': '}${offsetText(offsetMs, language)}`
    }
    case 'device':
      return `${oddity.name} ${stateText('device', oddity.state, language)}`
    case 'storage':
      return `${zh ? '存储' : 'storage'} ${stateText('storage', oddity.level, language)}`
    case 'unsent': {
      const [count, span] = [countText(oddity.records), since(oddity.oldest)]
      return zh
        ? `${count} 条记录未上传，最早 ${span}前`
        : `${count} records unsent, oldest ${span} ago`
    }
    case 'gap': {
      const count = countText(oddity.records)
      if (oddity.what === 'forked') return zh ? '记录链分叉' : 'its journal forks'
      return zh ? `缺 ${count} 条记录` : `${count} records missing`
    }
  }
}

/** A document's name without the version that some members have at its end, where the version is said as well. */
export function documentText({
  document,
  version,
}: {
  readonly document: string
  readonly version: number
}): string {
  const end = `/${version}`
  return document.endsWith(end) ? document.slice(0, -end.length) : document
}

/** `+0.12 s`: what must be added to its clock. */
export function offsetText(offsetMs: number, language: Language): string {
  const size = Math.abs(offsetMs)
  const sign = offsetMs < 0 ? '−' : '+'
  const [number, digits] = size < 10_000 ? [size / 1000, 2] : [Math.round(size / 1000), 0]
  const text = number.toLocaleString('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  return `${sign}${text} ${language === 'zh' ? '秒' : 's'}`
}
