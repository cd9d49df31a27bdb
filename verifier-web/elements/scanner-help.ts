/** What to do about each way in which a camera gives no picture: fetched with what opens the camera. */
import { decoderHelp, type Help, type ScannerProblem } from './scanner-words.ts'

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
  decoder: decoderHelp,
}
