/** What the scanner says: how to start it, and distinct help for each way in which there is no picture. */
import type { CameraProblem } from '../edges/camera.ts'
import type { Bilingual } from './language.ts'

/** Why there is no picture: the camera's own problems, a camera that went away, a decoder that does not work. */
export type ScannerProblem = CameraProblem | 'lost' | 'decoder'

interface Help {
  readonly title: Bilingual
  readonly help: Bilingual
}

/** One help for each problem. */
export const scannerHelp: Readonly<Record<ScannerProblem, Help>> = {
  denied: {
    title: { zh: '未获准使用摄像头', en: 'The camera is not allowed' },
    help: {
      zh: '请点按地址栏旁的摄像头或锁形图标，允许本页使用摄像头，然后重试；若已允许，请在系统设置中允许浏览器使用摄像头。也可以选择图片或粘贴。',
      en: 'Open the camera or lock symbol beside the address, allow the camera for this page, and try again. If it is allowed there, allow it for the browser in the system’s settings. A picture or pasted text works as well.',
    },
  },
  dismissed: {
    title: { zh: '尚未允许使用摄像头', en: 'The camera was not allowed yet' },
    help: {
      zh: '浏览器的询问没有得到回答。请重试，并在询问中选择“允许”。',
      en: 'The question of the browser had no answer. Try again, and choose “Allow” when it asks.',
    },
  },
  blocked: {
    title: { zh: '本页所在的网页不允许使用摄像头', en: 'The surrounding page gives no camera' },
    help: {
      zh: '请在单独的窗口中打开本页，或选择图片、粘贴。网站管理员：请在嵌入框架上写明 allow="camera"，并检查 Permissions-Policy。',
      en: 'Open this page in a window of its own, or choose a picture or paste. For whoever runs the site: the frame needs allow="camera", and the Permissions-Policy must not forbid it.',
    },
  },
  missing: {
    title: { zh: '没有找到摄像头', en: 'No camera was found' },
    help: {
      zh: '请连接摄像头后重试，或选择图片、粘贴、使用扫码枪。',
      en: 'Connect a camera and try again, or choose a picture, paste, or use a hardware scanner.',
    },
  },
  busy: {
    title: { zh: '摄像头没有画面', en: 'The camera gives no picture' },
    help: {
      zh: '可能有其他程序正在使用摄像头。请关闭该程序或重新插拔摄像头，然后重试。',
      en: 'Another program may be using it. Close that program or reconnect the camera, and try again.',
    },
  },
  insecure: {
    title: { zh: '本页地址不安全，不能使用摄像头', en: 'This address may not use the camera' },
    help: {
      zh: '浏览器只允许 https 地址或本机地址使用摄像头。请改用 https 地址打开本页，或选择图片、粘贴。',
      en: 'Browsers allow the camera only on https addresses and on this very machine. Open the page by https, or choose a picture or paste.',
    },
  },
  lost: {
    title: { zh: '摄像头已断开', en: 'The camera was disconnected' },
    help: {
      zh: '请重新插好摄像头，画面会自动恢复；或检查使用权限后重试。',
      en: 'Plug it in again and it goes on by itself, or check its permission and try again.',
    },
  },
  decoder: {
    title: { zh: '识读程序无法启动', en: 'The code reader could not start' },
    help: {
      zh: '本页文件可能不完整。请重新载入本页；文本仍可粘贴核验。',
      en: 'A file of this page may be missing. Reload the page; pasted text can still be checked.',
    },
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
