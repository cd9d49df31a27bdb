/** The words of the screen, in both languages; those of outcomes and reasons are shared with others. */
import type { Reason } from 'greengate'
import { reasonDetail, reasonWords } from '../../verifier-web/elements/reason-words.ts'
import type { Bilingual, CardAdvice, Group } from '../shared/kiosk-api.ts'
import type { DocumentKind } from './accepts.ts'

/** What the screen says while it waits. */
export const idleWords = {
  ask: { zh: '请出示健康码', en: 'Show your health code' },
  camera: { zh: '将二维码对准摄像头', en: 'Hold the code up to the camera' },
  scanner: { zh: '将二维码对准扫码窗口', en: 'Hold the code up to the scanner' },
  either: { zh: '请任选一种方式', en: 'Choose one of two' },
  or: { zh: '或', en: 'or' },
  opening: { zh: '正在启动摄像头', en: 'The camera is starting' },
  allow: { zh: '如浏览器询问，请允许使用摄像头', en: 'If the browser asks, allow the camera' },
  lane: { zh: '通道', en: 'Lane' },
  noRules: { zh: '没有生效的规则', en: 'No rules in force' },
  demo: { zh: '演示', en: 'Demo' },
  test: { zh: '测试', en: 'Test' },
} as const satisfies Record<string, Bilingual>

/** What is to be laid down: said at first, and once a code was read. */
export const documentWords: Readonly<
  Record<
    DocumentKind,
    { readonly word: Bilingual; readonly how: Bilingual; readonly next: Bilingual }
  >
> = {
  card: {
    word: { zh: '请放置身份证', en: 'Place your ID card' },
    how: { zh: '平放在读卡区', en: 'Flat on the card reader' },
    next: { zh: '请刷身份证', en: 'Now your ID card' },
  },
  passport: {
    word: { zh: '请放置护照', en: 'Place your passport' },
    how: { zh: '翻到照片页，正面朝下放在阅读区', en: 'Open at the photo, face down on the reader' },
    next: { zh: '请放置护照', en: 'Now your passport' },
  },
  either: {
    word: { zh: '请放置身份证或护照', en: 'Place your ID card or passport' },
    how: { zh: '平放在读卡区', en: 'Flat on the reader' },
    next: { zh: '请放置身份证或护照', en: 'Now your ID card or passport' },
  },
}

/** Which half is out of order, and what to use instead. */
export const goneWords: {
  readonly card: Bilingual
  readonly code: Readonly<Record<DocumentKind, Bilingual>>
} = {
  card: { zh: '证件读取暂停使用，请出示健康码', en: 'Card reader out of order: use a code' },
  code: {
    card: { zh: '读码暂停使用，请刷身份证', en: 'Codes cannot be read now: use your card' },
    passport: { zh: '读码暂停使用，请使用护照', en: 'Codes cannot be read now: use your passport' },
    either: {
      zh: '读码暂停使用，请使用身份证或护照',
      en: 'Codes cannot be read now: use your card or passport',
    },
  },
}

/** Calls for staff, and people who go together. */
export const helpWords = {
  call: { zh: '呼叫工作人员', en: 'Call staff' },
  asked: { zh: '正在呼叫', en: 'Calling' },
  heard: { zh: '已通知工作人员，请稍候', en: 'Staff have been told; please wait' },
  unheard: { zh: '呼叫失败，请走人工通道', en: 'The call failed; use the staffed lane' },
  together: { zh: '多人同行', en: 'We are a group' },
  howMany: { zh: '你们一共几人？', en: 'How many are you?' },
  howGroup: {
    zh: '每人依次出示，全部通过后一起进站',
    en: 'Each shows a code or card; the gate opens for all',
  },
  cancel: { zh: '取消', en: 'Cancel' },
} as const satisfies Record<string, Bilingual>

/** How far a group has come. */
export function groupWords({ shown, of }: Group): Bilingual {
  return { zh: `已核验 ${shown} 人，共 ${of} 人`, en: `${shown} of ${of} checked` }
}

/** Between two people of a group. */
export const nextPersonWords = {
  word: { zh: '请下一位', en: 'Next person' },
  advice: {
    zh: '请下一位出示健康码或身份证',
    en: 'The next of your group shows a code or card',
  },
} as const satisfies Record<string, Bilingual>

/** What was read already, while the other half is waited for. */
export const readWords = {
  card: { zh: '健康码已读取', en: 'Code read' },
  code: { zh: '证件已读取', en: 'Card or passport read' },
} as const satisfies Record<string, Bilingual>

/** The code that is waited for. */
export const nextCodeWords = {
  next: { zh: '请出示健康码', en: 'Now your health code' },
  how: { zh: '将二维码对准读码处', en: 'Hold the code up to be read' },
} as const satisfies Record<string, Bilingual>

/** How long there still is. */
export const secondsWords = (seconds: number): Bilingual => ({
  zh: `还有 ${seconds} 秒`,
  en: `${seconds} seconds left`,
})

/** What to do about a card that could not be read. */
export const cardWords: Readonly<
  Record<CardAdvice, { readonly word: Bilingual; readonly how: Bilingual }>
> = {
  'place-again': {
    word: { zh: '请重新放置', en: 'Place it again' },
    how: {
      zh: '请拿起证件，再平放在读卡区',
      en: 'Lift it, then lay it flat on the reader',
    },
  },
  'hold-still': {
    word: { zh: '请勿移动', en: 'Hold still' },
    how: { zh: '正在读取，请将证件留在读卡区', en: 'Reading; leave it on the reader' },
  },
  'wrong-kind': {
    word: { zh: '请换证件', en: 'Another card' },
    how: {
      zh: '此卡不能识别，请使用身份证或健康码',
      en: 'This card cannot be read here; use an ID card or a code',
    },
  },
  'not-authentic': {
    word: { zh: '请找工作人员', en: 'Please see staff' },
    how: { zh: '证件未能通过读卡器核验', en: 'The reader could not confirm this card' },
  },
}

/** What became of a passage. */
export const passageWords: Readonly<
  Record<'released' | 'forced', { readonly word: Bilingual; readonly how: Bilingual }>
> = {
  released: {
    word: { zh: '未通行', en: 'Not used' },
    how: {
      zh: '闸门已关闭，如需进站请重新出示',
      en: 'The gate has closed; show it again to enter',
    },
  },
  forced: {
    word: { zh: '请一人一检', en: 'One at a time' },
    how: { zh: '请退回并依次核验', en: 'Please step back; each person is checked' },
  },
}

/** Beside the number. */
export const appealWords: Bilingual = { zh: '查询编号', en: 'Your number' }
/** Before what there is to do. */
export const nextWord: Bilingual = { zh: '下一步', en: 'Next' }

/** What the screen says while parts of a card are still to come. */
export const partWords = {
  word: { zh: '请继续出示', en: 'Continue' },
  next: { zh: '请出示下一个二维码', en: 'Show the next QR code of this card' },
} as const satisfies Record<string, Bilingual>

/** How many QR codes of a card were shown. */
export function progressWords({ shown, of }: { shown: number; of: number }): Bilingual {
  return {
    zh: `已读取 ${String(shown)} 个，共 ${String(of)} 个`,
    en: `${String(shown)} of ${String(of)} shown`,
  }
}

/** What could not be decided by a fault of our own. */
export const failedWords = {
  word: { zh: '无法判定', en: 'No decision' },
  advice: { zh: '请重新出示，或走人工通道', en: 'Show the code again, or use the staffed lane' },
} as const satisfies Record<string, Bilingual>

/** What reasons say to the person at the gate: their class, never a medical detail; each thing once, the weightiest first. */
export function wordsOf(reasons: readonly Reason[]): readonly Bilingual[] {
  // Which form another country's code has comes after all that is wrong with it.
  const forms = reasons.flatMap((reason) =>
    'format' in reason ? (reasonDetail(reason) ?? []) : [],
  )
  const said = [...reasons.flatMap(wordsOfOne), ...forms]
  return [...new Map(said.map((words) => [words.zh, words])).values()]
}

function wordsOfOne(reason: Reason): readonly Bilingual[] {
  // Which facts or documents are missing is for staff; which kind of code this is, is not.
  const words = reasonWords(reason)
  const isShown = reason.code === 'other-code' || reason.code === 'different-persons'
  const detail = isShown ? reasonDetail(reason) : undefined
  if (detail === undefined) return [words]
  return reason.code === 'other-code' ? [detail, words] : [words, detail]
}

/** Said of the door to the staff panel to those who cannot see what it looks like. */
export const staffWord: Bilingual = { zh: '工作人员登录', en: 'Staff sign-in' }
