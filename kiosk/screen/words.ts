/** The words of the screen, in both languages; those of outcomes and reasons are shared with others. */
import type { Reason } from 'greengate'
import { reasonDetail, reasonWords } from '../../verifier-web/elements/reason-words.ts'
import type { Bilingual } from '../shared/kiosk-api.ts'
import type { Problem } from './screen-facts.ts'

/** What the screen says while it waits. */
export const idleWords = {
  ask: { zh: '请出示健康码', en: 'Show your health code' },
  how: { zh: '将二维码对准摄像头', en: 'Hold the code up to the camera' },
  starting: { zh: '正在启动', en: 'Starting' },
  allow: { zh: '如浏览器询问，请允许使用摄像头', en: 'If the browser asks, allow the camera' },
  lane: { zh: '通道', en: 'Lane' },
  noRules: { zh: '没有生效的规则', en: 'No rules in force' },
  demo: { zh: '演示', en: 'Demo' },
  test: { zh: '测试', en: 'Test' },
} as const satisfies Record<string, Bilingual>

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

/** What is wrong, what the traveller does, what staff do. */
export const problemWords: Readonly<
  Record<
    Problem,
    { readonly what: Bilingual; readonly traveller: Bilingual; readonly staff: Bilingual }
  >
> = {
  'out-of-service': {
    what: { zh: '暂停服务', en: 'Out of service' },
    traveller: { zh: '请走人工通道', en: 'Please use the staffed lane' },
    staff: {
      zh: '工作人员：请查看本站日志，必要时重启本站',
      en: 'Staff: see the log of this station; restart it if need be',
    },
  },
  missing: {
    what: { zh: '没有摄像头', en: 'No camera' },
    traveller: { zh: '请走人工通道', en: 'Please use the staffed lane' },
    staff: {
      zh: '工作人员：请接好摄像头，本机会自动恢复',
      en: 'Staff: plug the camera in; this screen comes back by itself',
    },
  },
  denied: {
    what: { zh: '摄像头未获授权', en: 'Camera not allowed' },
    traveller: { zh: '请走人工通道', en: 'Please use the staffed lane' },
    staff: {
      zh: '工作人员：请在浏览器设置中允许使用摄像头，然后刷新本页',
      en: 'Staff: allow the camera for this page in the browser, then reload',
    },
  },
  busy: {
    what: { zh: '摄像头没有画面', en: 'No picture from the camera' },
    traveller: { zh: '请走人工通道', en: 'Please use the staffed lane' },
    staff: {
      zh: '工作人员：请关闭占用摄像头的其他程序',
      en: 'Staff: close any other program that uses the camera',
    },
  },
  lost: {
    what: { zh: '摄像头已断开', en: 'Camera lost' },
    traveller: { zh: '请走人工通道', en: 'Please use the staffed lane' },
    staff: {
      zh: '工作人员：请检查摄像头连线，本机会自动恢复',
      en: 'Staff: check the cable of the camera; this screen comes back by itself',
    },
  },
  insecure: {
    what: { zh: '无法使用摄像头', en: 'Camera not available' },
    traveller: { zh: '请走人工通道', en: 'Please use the staffed lane' },
    staff: {
      zh: '工作人员：请从本机地址 127.0.0.1 打开本页',
      en: 'Staff: open this page from 127.0.0.1 on this machine',
    },
  },
  'no-decoder': {
    what: { zh: '无法读码', en: 'Cannot read codes' },
    traveller: { zh: '请走人工通道', en: 'Please use the staffed lane' },
    staff: {
      zh: '工作人员：本机程序不完整，请重新安装',
      en: 'Staff: this installation is not complete; install it again',
    },
  },
}

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
