/** The words of the charts and of the tables behind them, in both languages. */

export const chartWords = {
  takeUp: { zh: '新数据包的普及', en: 'Take-up of the newest bundle' },
  takeUpRules: {
    zh: (id: string) => `规则 ${id} 的普及`,
    en: (id: string) => `Take-up of rules ${id}`,
  },
  takeUpSum: {
    zh: (version: string, share: string) => `${share} 的站已有第 ${version} 版`,
    en: (version: string, share: string) => `${share} of the stations have version ${version}`,
  },
  version: {
    zh: (version: string) => `第 ${version} 版`,
    en: (version: string) => `version ${version}`,
  },
  newest: { zh: '最新', en: 'newest' },
  others: { zh: '更早的', en: 'older ones' },
  outcomes: { zh: '每小时的判定', en: 'Outcomes per hour' },
  outcomesSum: {
    zh: (count: string) => `图中共 ${count} 次判定`,
    en: (count: string) => `${count} decisions in all`,
  },
  receipts: { zh: '每分钟收到的记录', en: 'Receipts per minute' },
  receiptsSum: {
    zh: (count: string) => `上一整分钟 ${count} 条`,
    en: (count: string) => `${count} in the last whole minute`,
  },
  offsets: { zh: '各站的钟差', en: 'Clock offsets' },
  offsetsSum: {
    zh: (count: string) => `${count} 个站超过 5 秒`,
    en: (count: string) =>
      `${count} ${count === '1' ? 'station is' : 'stations are'} off by more than 5 s`,
  },
  ages: { zh: '数据的新旧', en: 'Age of data' },
  agesSum: {
    zh: (count: string) => `${count} 个站的数据超过一小时`,
    en: (count: string) =>
      `${count} ${count === '1' ? 'station has' : 'stations have'} data older than an hour`,
  },
  unknown: { zh: '不详', en: 'unknown' },
  nothing: { zh: '还没有数据。', en: 'Nothing yet.' },
  numbers: { zh: '数字', en: 'Numbers' },
  time: { zh: '时间', en: 'Time' },
  hour: { zh: '小时', en: 'Hour' },
  minute: { zh: '分钟', en: 'Minute' },
  stations: { zh: '站数', en: 'Stations' },
  count: { zh: '记录', en: 'Receipts' },
  range: { zh: '范围', en: 'Range' },
} as const
