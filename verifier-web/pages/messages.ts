/** What the verifier page says beside its elements, in both languages. */
import type { Bilingual } from '../elements/language.ts'

/** The page's own words. */
export const messages = {
  title: { zh: '健康码核验', en: 'Health code verifier' },
  promise: {
    zh: '全部在本机核验：出示的内容不上传、不保存，无需网络。',
    en: 'Everything is checked on this device: of what is shown nothing is sent and nothing kept; no network is needed.',
  },
  language: { zh: '语言', en: 'Language' },
  result: { zh: '核验结果', en: 'Result' },
  idle: { zh: '请出示健康码', en: 'Show a health code' },
  idleHow: {
    zh: '对准摄像头，或选择、拖入、粘贴图片或文本。',
    en: 'Hold it to the camera, or choose, drop or paste a picture or its text.',
  },
  next: { zh: '下一位', en: 'Next person' },
  another: { zh: '同一人还有其他码', en: 'Another code of the same person' },
  picture: { zh: '选择图片', en: 'Choose a picture' },
  field: {
    zh: '码文本（粘贴、键入或扫码枪）',
    en: 'Text of the code (paste, type, or hardware scanner)',
  },
  check: { zh: '核验', en: 'Verify' },
  dropHere: { zh: '松开即可核验', en: 'Drop to verify' },
} as const satisfies Record<string, Bilingual>

/** What a page says for as long as it decides in a world that is not production. */
export const worldNotice = {
  demo: {
    zh: '演示数据：此处的结论不能用于真实放行。',
    en: 'Demonstration data: no answer here is good for a real gate.',
  },
  test: {
    zh: '测试数据：此处的结论不能用于真实放行。',
    en: 'Test data: no answer here is good for a real gate.',
  },
} as const satisfies Record<string, Bilingual>

/** Why there is no decision to show. */
export type Notice =
  | 'another'
  | 'no-code'
  | 'several'
  | 'no-picture'
  | 'no-decoder'
  | 'failed'
  | 'insecure'
  | 'ran-out'

/** A headline and what to do, for each notice. */
export const noticeWords: Readonly<Record<Notice, { title: Bilingual; help: Bilingual }>> = {
  another: {
    title: { zh: '请出示同一人的下一个码', en: 'Show the next code of the same person' },
    help: {
      zh: '将与刚才的码一并判定。换人请按“下一位”。',
      en: 'It is judged together with the one before. For somebody else press “Next person”.',
    },
  },
  'no-code': {
    title: { zh: '图片中没有二维码', en: 'No QR code in this picture' },
    help: {
      zh: '请使用清晰、完整、四周留白的图片，或将码对准摄像头。',
      en: 'Use a sharp picture of the whole code with its white border, or hold the code to the camera.',
    },
  },
  several: {
    title: { zh: '画面中有多个码', en: 'More than one code in view' },
    help: { zh: '请一次只出示一个码。', en: 'Show one code at a time.' },
  },
  'no-picture': {
    title: { zh: '无法打开此文件', en: 'This file cannot be opened' },
    help: {
      zh: '请选择 PNG、JPEG、WebP 或 SVG 图片。',
      en: 'Choose a PNG, JPEG, WebP or SVG picture.',
    },
  },
  'no-decoder': {
    title: { zh: '识读程序无法启动', en: 'The code reader could not start' },
    help: {
      zh: '本页文件可能不完整。请重新载入本页；文本仍可粘贴核验。',
      en: 'A file of this page may be missing. Reload the page; pasted text can still be checked.',
    },
  },
  failed: {
    title: { zh: '无法判定', en: 'No decision could be made' },
    help: {
      zh: '本页发生内部错误。请勿放行，请走人工通道。',
      en: 'This page met an internal error. Do not let the person through; use the staffed lane.',
    },
  },
  insecure: {
    title: { zh: '此地址不能核验', en: 'This address cannot verify codes' },
    help: {
      zh: '浏览器只允许 https 地址或本机地址核验签名。请改用 https 地址打开本页。',
      en: 'Browsers check signatures only on https addresses and on this very machine. Open this page by https.',
    },
  },
  'ran-out': {
    title: { zh: '上一结论已过时效', en: 'The last answer has run out' },
    help: { zh: '请重新出示健康码。', en: 'Show the code again.' },
  },
}
