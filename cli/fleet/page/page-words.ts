/** The words of the page around its table and charts, in both languages. */

export const pageWords = {
  title: { zh: '闸机总览', en: 'Fleet' },
  language: { zh: '语言', en: 'Language' },
  skip: { zh: '跳到站点表', en: 'Skip to the table of stations' },
  connecting: { zh: '正在连接采集服务…', en: 'Connecting to the collector…' },
  asOf: { zh: (time: string) => `截至 ${time}`, en: (time: string) => `as of ${time}` },
  lost: {
    zh: (time: string, span: string) => `自 ${time} 起与采集服务失去联系（${span}）`,
    en: (time: string, span: string) => `No word from the collector since ${time} (${span})`,
  },
  lostMore: {
    zh: (time: string) =>
      `现在的情况不得而知。下面变灰的是 ${time} 的情况，不是现在的。各站照常判定，不受影响；本页会不断重试。`,
    en: (time: string) =>
      `How the fleet is now is not known. What is greyed below is how it was at ${time}. Stations go on deciding all the same; this page keeps trying.`,
  },
  unreached: {
    zh: '连不上采集服务',
    en: 'The collector cannot be reached',
  },
  unreachedMore: {
    zh: '请看 greengate collect 是否带 --fleet-listen 在运行。本页会不断重试。',
    en: 'See whether greengate collect runs with --fleet-listen. This page keeps trying.',
  },
  unknownNow: { zh: '现在的情况不明', en: 'Not known now' },
  well: {
    zh: (all: string) => `${all} 个站全部正常`,
    en: (all: string) => `All ${all} stations are well`,
  },
  odd: {
    zh: (odd: string, all: string) => `${all} 个站中有 ${odd} 个异常`,
    en: (odd: string, all: string) => `${odd} of ${all} stations ${odd === '1' ? 'is' : 'are'} odd`,
  },
  alarm: {
    zh: (document: string, version: string) => `警报：${document} 第 ${version} 版有两种摘要`,
    en: (document: string, version: string) =>
      `Alarm: ${document}, version ${version}, has two digests`,
  },
  manyAlarms: {
    zh: (count: number) => `警报：${count} 份文件的同一版本有两种摘要`,
    en: (count: number) => `Alarm: ${count} documents have two digests of one version`,
  },
  empty: { zh: '还没有站点', en: 'No stations yet' },
  emptySteps: {
    zh: [
      '在站上制作密钥与申请：',
      '由管理机构接纳，写入名册：',
      '在站的配置里写明采集服务，心跳随之开始：',
    ],
    en: [
      'Make keys and a request at the station:',
      'Admit it to the roster, at the authority:',
      'Name this collector in the station’s configuration; heartbeats begin with it:',
    ],
  },
  emptyMore: {
    zh: '第一次心跳在启动后一分钟之内到达，本页会自行更新。',
    en: 'The first heartbeat comes within a minute of its start; this page then shows it by itself.',
  },
  figures: { zh: '概况', en: 'Figures' },
  reporting: { zh: '有心跳', en: 'reporting' },
  ofAll: { zh: (all: string) => `共 ${all}`, en: (all: string) => `of ${all}` },
  oddOnes: { zh: '异常', en: 'odd' },
  none: { zh: '无', en: 'none' },
  alarms: { zh: '警报', en: 'alarms' },
  newestBundle: { zh: '最新数据包', en: 'newest bundle' },
  newestRules: { zh: '最新规则', en: 'newest rules' },
  have: {
    zh: (count: string, share: string) => `${count} 个站已有（${share}）`,
    en: (count: string, share: string) => `${count} have it (${share})`,
  },
  norm: {
    zh: (version: string) => `应有第 ${version} 版`,
    en: (version: string) => `should have ${version} by now`,
  },
  showThese: {
    zh: (kind: string) => `只看：${kind}`,
    en: (kind: string) => `Show only: ${kind}`,
  },
  reasons: { zh: '异常的原因', en: 'Why stations are odd' },
  charts: { zh: '图表', en: 'Charts' },
  drawing: { zh: '正在载入图表…', en: 'Loading the charts…' },
  notDrawn: {
    zh: '图表载入失败；表格不受影响。重新载入本页可再试。',
    en: 'The charts could not be loaded; the table is all there. Reload the page to try again.',
  },
} as const

/** The words of an alarm: what it is, who has which digest, and what to do. */
export const alarmWords = {
  alarms: { zh: '警报', en: 'Alarms' },
  title: {
    zh: (name: string, version: string) => `${name} 第 ${version} 版有两种摘要`,
    en: (name: string, version: string) => `${name}, version ${version}, has two digests`,
  },
  what: {
    zh: '同一版本只能有一种内容。两种内容意味着签署密钥被滥用，或有人篡改了分发。',
    en: 'A version has one content. Two mean that a signing key was misused, or that somebody tampers with what is handed out.',
  },
  since: {
    zh: (time: string) => `首次发现：${time}。`,
    en: (time: string) => `First seen ${time}.`,
  },
  numbers: {
    zh: (numbers: string) => `警报编号：${numbers}`,
    en: (numbers: string) => `Alarm ${numbers}`,
  },
  digest: { zh: 'SHA-256 摘要', en: 'SHA-256' },
  stations: { zh: '站点', en: 'Stations' },
  count: {
    zh: (count: string) => `${count} 个站`,
    en: (count: string) => (count === '1' ? '1 station' : `${count} stations`),
  },
  more: { zh: (count: string) => `另有 ${count} 个`, en: (count: string) => `and ${count} more` },
  foreign: { zh: '外来', en: 'foreign' },
  published: { zh: '已发布', en: 'published' },
  todo: { zh: '怎么办', en: 'What to do' },
  steps: {
    zh: [
      '立即通知签署该文件的人；停止发布。',
      '逐组比对：哪种摘要是签署时登记的？另一种就是外来的。',
      '关闭持有外来摘要的站的通道，保持原样，不要重装：它们留有证据。',
      '更换签署密钥（docs/publishing.md），再发布新版本。',
    ],
    en: [
      'Tell whoever signed the document at once, and stop publishing.',
      'Compare group by group: which digest stands in the minutes of the signing? The other one is foreign.',
      'Close the lanes of the stations that hold the foreign one. Leave them as they are: they keep the proof.',
      'Replace the signing keys (docs/publishing.md), then publish a new version.',
    ],
  },
  stays: {
    zh: '警报不会自行消失；处理完毕后用 greengate fleet acknowledge 编号 --db collector.db 确认。',
    en: 'An alarm stays until all that is done and greengate fleet acknowledge NUMBER --db collector.db says so.',
  },
} as const
