/** What the station says: every prompt in both languages, and how its Chinese is read out. */

/** One prompt. */
export interface Prompt {
  readonly zh: string
  /** Tones as numbers: the synthesiser reads pinyin well, and characters not at all. */
  readonly pinyin: string
  readonly en: string
}

/** By the name that the screen asks for it by. */
export const prompts: Readonly<Record<string, Prompt>> = {
  // What bystanders may hear of anybody.
  'go-ahead': { zh: '请进站', pinyin: 'qing3 jin4 zhan4', en: 'Please go ahead.' },
  'see-staff': {
    zh: '请联系工作人员',
    pinyin: 'qing3 lian2xi4 gong1zuo4 ren2yuan2',
    en: 'Please see the staff.',
  },
  'try-again': { zh: '请重试', pinyin: 'qing3 chong2 shi4', en: 'Please try again.' },
  // Only where the operator chose that outcomes are said.
  pass: { zh: '可以通行', pinyin: 'ke2yi3 tong1xing2', en: 'Pass.' },
  check: { zh: '人工核验', pinyin: 'ren2gong1 he2yan4', en: 'Check.' },
  stop: { zh: '禁止通行', pinyin: 'jin4zhi3 tong1xing2', en: 'Stop.' },
  invalid: { zh: '无效', pinyin: 'wu2xiao4', en: 'Invalid.' },
  unreadable: { zh: '无法识别', pinyin: 'wu2fa3 shi2bie2', en: 'Cannot read.' },
  // What to do.
  'place-card': {
    zh: '请刷身份证',
    pinyin: 'qing3 shua1 shen1fen4zheng4',
    en: 'Please place your I D card.',
  },
  'show-code': {
    zh: '请出示健康码',
    pinyin: 'qing3 chu1shi4 jian4kang1 ma3',
    en: 'Please show your health code.',
  },
  'next-code': {
    zh: '请出示下一码',
    pinyin: 'qing3 chu1shi4 xia4 yi4 ma3',
    en: 'Next code, please.',
  },
  'next-person': { zh: '请下一位', pinyin: 'qing3 xia4 yi2wei4', en: 'Next person, please.' },
  'card-again': {
    zh: '请重放证件',
    pinyin: 'qing3 chong2fang4 zheng4jian4',
    en: 'Please place the card again.',
  },
  'hold-card': { zh: '请勿移动', pinyin: 'qing3 wu4 yi2dong4', en: 'Please hold still.' },
  'other-card': {
    zh: '请换证件',
    pinyin: 'qing3 huan4 zheng4jian4',
    en: 'Please use another card.',
  },
  'one-at-a-time': { zh: '请一人一检', pinyin: 'qing3 yi4ren2 yi4jian3', en: 'One at a time.' },
  'not-used': { zh: '闸门已关闭', pinyin: 'zha2men2 yi3 guan1bi4', en: 'The gate has closed.' },
  'out-of-service': {
    zh: '请走人工通道',
    pinyin: 'qing3 zou3 ren2gong1 tong1dao4',
    en: 'Please use the staffed lane.',
  },
  'exit-only': {
    zh: '自由出站，禁止进站',
    pinyin: 'zi4you2 chu1zhan4, jin4zhi3 jin4zhan4',
    en: 'Exit free. Do not enter.',
  },
  'staff-told': {
    zh: '已通知工作人员',
    pinyin: 'yi3 tong1zhi1 gong1zuo4 ren2yuan2',
    en: 'The staff have been told.',
  },
  number: { zh: '查询编号', pinyin: 'cha2xun2 bian1hao4', en: 'Your number:' },
}

/** Numbers are said digit by digit, as they are on the telephone. */
export const digits: readonly Prompt[] = [
  { zh: '零', pinyin: 'ling2', en: 'zero' },
  { zh: '幺', pinyin: 'yao1', en: 'one' },
  { zh: '二', pinyin: 'er4', en: 'two' },
  { zh: '三', pinyin: 'san1', en: 'three' },
  { zh: '四', pinyin: 'si4', en: 'four' },
  { zh: '五', pinyin: 'wu3', en: 'five' },
  { zh: '六', pinyin: 'liu4', en: 'six' },
  { zh: '七', pinyin: 'qi1', en: 'seven' },
  { zh: '八', pinyin: 'ba1', en: 'eight' },
  { zh: '九', pinyin: 'jiu3', en: 'nine' },
]
