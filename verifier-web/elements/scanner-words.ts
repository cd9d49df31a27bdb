/** What the scanner says: how to start it, what it does, and help where its reader does not work. */
import type { CameraProblem } from '../edges/camera.ts'
import type { Bilingual } from './language.ts'

/** Why there is no picture: the camera's own problems, a camera that went away, a decoder that does not work. */
export type ScannerProblem = CameraProblem | 'lost' | 'decoder'

/** A headline, and what to do. */
export interface Help {
  readonly title: Bilingual
  readonly help: Bilingual
}

/** For the reader of codes; help for the camera comes with the camera. */
export const decoderHelp: Help = {
  title: { zh: '识读程序无法启动', en: 'The code reader could not start' },
  help: {
    zh: '本页文件可能不完整。请重新载入本页；文本仍可粘贴核验。',
    en: 'A file of this page may be missing. Reload the page; pasted text can still be checked.',
  },
}

/** The scanner's other words. */
export const scannerWords = {
  start: { zh: '启动摄像头', en: 'Start the camera' },
  starting: { zh: '正在启动摄像头……', en: 'Starting the camera…' },
  retry: { zh: '重试', en: 'Try again' },
  stop: { zh: '关闭', en: 'Turn off' },
  camera: { zh: '摄像头', en: 'Camera' },
  torch: { zh: '补光灯', en: 'Light' },
  zoom: { zh: '变焦', en: 'Zoom' },
  why: {
    zh: '浏览器会询问是否允许使用摄像头。画面只在本机识读，不会上传或保存。',
    en: 'Your browser will ask for the camera. Pictures are read on this device; none is sent or kept.',
  },
  video: { zh: '摄像头画面', en: 'Camera picture' },
  aim: { zh: '将健康码对准取景框', en: 'Hold the code in the frame' },
} as const satisfies Record<string, Bilingual>
