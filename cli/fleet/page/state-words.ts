/** The words for what a station says of itself: its service, its devices, its storage. What is not known is shown as it came. */
import type { Bilingual, Language } from '../../../verifier-web/elements/language.ts'

const services: Readonly<Record<string, Bilingual>> = {
  open: { zh: '开放', en: 'open' },
  'no-receipts': { zh: '不能记录', en: 'no receipts' },
  'no-screen': { zh: '无屏幕', en: 'no screen' },
  closed: { zh: '已关闭', en: 'closed by staff' },
  'gate-fault': { zh: '闸门故障', en: 'gate fault' },
  held: { zh: '人工常开', en: 'held open' },
  emergency: { zh: '紧急疏散', en: 'emergency' },
}

const devices: Readonly<Record<string, Bilingual>> = {
  starting: { zh: '正在启动', en: 'starting' },
  ready: { zh: '就绪', en: 'ready' },
  missing: { zh: '未接', en: 'missing' },
  busy: { zh: '被占用', en: 'busy' },
  denied: { zh: '无权使用', en: 'denied' },
  silent: { zh: '无应答', en: 'does not answer' },
  failing: { zh: '故障', en: 'failing' },
}

const levels: Readonly<Record<string, Bilingual>> = {
  ok: { zh: '充足', en: 'enough' },
  warning: { zh: '已用 80%', en: '80 % used' },
  alarm: { zh: '已用 90%', en: '90 % used' },
  full: { zh: '已满', en: 'full' },
}

const lanes: Readonly<Record<string, Bilingual>> = {
  closed: { zh: '关', en: 'closed' },
  opening: { zh: '正在开', en: 'opening' },
  open: { zh: '开', en: 'open' },
  hold: { zh: '保持', en: 'hold' },
  passed: { zh: '已通过', en: 'passed' },
  forced: { zh: '强行通过', en: 'forced' },
  fault: { zh: '故障', en: 'fault' },
  emergency: { zh: '紧急', en: 'emergency' },
}

const tables = { service: services, device: devices, storage: levels, lane: lanes }

/** What there are words for. */
export type StateKind = keyof typeof tables

/** The words of a state. */
export function stateText(kind: StateKind, state: string, language: Language): string {
  return Object.hasOwn(tables[kind], state) ? (tables[kind][state]?.[language] ?? state) : state
}
