/** The words of the overview. */
import type { Bilingual } from '../../shared/kiosk-api.ts'
import type { StorageState, UnsentState } from '../../shared/staff-api.ts'

/** Titles and units. */
export const overviewWords = {
  hour: { zh: '过去一小时每分钟核验', en: 'Checks a minute, last hour' },
  table: { zh: '数据表', en: 'As a table' },
  time: { zh: '时间', en: 'Time' },
  passed: { zh: '通过', en: 'Through' },
  perMinute: { zh: '每分钟通过（近 5 分钟）', en: 'Through a minute (last 5)' },
  latency: { zh: '判定用时', en: 'Time to decide' },
  total: { zh: '启动以来', en: 'Since the start' },
  overrides: { zh: '人工放行', en: 'Overrides' },
  released: { zh: '未使用', en: 'Not used' },
  forced: { zh: '闯闸', en: 'Forced' },
  versions: { zh: '版本', en: 'Versions' },
  app: { zh: '程序', en: 'Program' },
  rules: { zh: '规则', en: 'Rules' },
  bundle: { zh: '数据包', en: 'Bundle' },
  digest: { zh: '摘要', en: 'Digest' },
  clock: { zh: '时钟', en: 'Clock' },
  role: { zh: '内容', en: 'Part' },
  version: { zh: '版本', en: 'Version' },
  age: { zh: '距今', en: 'Age' },
  state: { zh: '状态', en: 'State' },
  current: { zh: '有效', en: 'current' },
  stale: { zh: '过时', en: 'stale' },
  storage: { zh: '记录存储', en: 'Receipt storage' },
  unsent: { zh: '未上传', en: 'Not sent' },
  oldest: { zh: '最早', en: 'oldest' },
  lastReceipt: { zh: '上次回执', en: 'last receipt' },
  devices: { zh: '设备', en: 'Devices' },
  gate: { zh: '闸门', en: 'Gate' },
  none: { zh: '暂无', en: 'none yet' },
} as const satisfies Record<string, Bilingual>

/** How full the storage is. */
export const levelWords: Readonly<Record<StorageState['level'], Bilingual>> = {
  ok: { zh: '正常', en: 'ok' },
  warning: { zh: '超过 80%，请上传或导出', en: 'over 80 %: send or export' },
  alarm: { zh: '超过 90%，即将停止服务', en: 'over 90 %: the lane will close' },
  full: { zh: '已满，通道关闭', en: 'full: the lane is closed' },
}

/** The uploader. */
export const uploaderWords: Readonly<Record<UnsentState['uploader'], Bilingual>> = {
  none: { zh: '未设置', en: 'not set up' },
  idle: { zh: '空闲', en: 'idle' },
  sending: { zh: '正在上传', en: 'sending' },
  waiting: { zh: '等待重试', en: 'waiting to try again' },
}

/** An age in the largest unit that says it. */
export function ageWords(seconds: number): Bilingual {
  if (seconds < 120) return { zh: `${seconds} 秒`, en: `${seconds} s` }
  const minutes = Math.floor(seconds / 60)
  if (minutes < 120) return { zh: `${minutes} 分钟`, en: `${minutes} min` }
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return { zh: `${hours} 小时`, en: `${hours} h` }
  const days = Math.floor(hours / 24)
  return { zh: `${days} 天`, en: `${days} d` }
}

/** How far the clock is from the collector's, which may be wrong as well: it decides nothing. */
export function apartWords(offsetMs: number): Bilingual {
  const seconds = (Math.abs(offsetMs) / 1_000).toFixed(1)
  if (seconds === '0.0') return { zh: '与收集服务器一致', en: "the collector's" }
  return offsetMs > 0
    ? { zh: `比收集服务器慢 ${seconds} 秒`, en: `${seconds} s behind the collector's` }
    : { zh: `比收集服务器快 ${seconds} 秒`, en: `${seconds} s ahead of the collector's` }
}
