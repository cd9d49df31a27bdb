/** What the screen says when nothing can be shown here: what is wrong, what the traveller does, what staff do. */
import type { Bilingual } from '../shared/kiosk-api.ts'
import type { Problem } from './screen-facts.ts'

const lane: Bilingual = { zh: '请走人工通道', en: 'Please use the staffed lane' }

/** What is wrong, what the traveller does, what staff do. */
export const problemWords: Readonly<
  Record<
    Problem,
    { readonly what: Bilingual; readonly traveller: Bilingual; readonly staff: Bilingual }
  >
> = {
  closed: {
    what: { zh: '本通道已关闭', en: 'Lane closed' },
    traveller: lane,
    staff: {
      zh: '工作人员：登录后可重新开启本通道',
      en: 'Staff: sign in to open this lane again',
    },
  },
  'no-receipts': {
    what: { zh: '暂停服务', en: 'Out of service' },
    traveller: lane,
    staff: {
      zh: '工作人员：无法保存核验记录，请检查存储空间或导出记录',
      en: 'Staff: no receipts can be kept; look at the storage, or export it',
    },
  },
  'gate-fault': {
    what: { zh: '闸门故障', en: 'Gate out of order' },
    traveller: lane,
    staff: {
      zh: '工作人员：请检查闸门电源和连线，然后自检',
      en: 'Staff: look at the gate’s power and cable, then run its test',
    },
  },
  held: {
    what: { zh: '请听从工作人员', en: 'Please follow the staff' },
    traveller: { zh: '闸门由工作人员控制', en: 'Staff hold this gate open' },
    staff: {
      zh: '工作人员：闸门保持开启，登录后可恢复核验',
      en: 'Staff: the gate is held open; sign in to end it',
    },
  },
  emergency: {
    what: { zh: '紧急疏散', en: 'Emergency' },
    traveller: { zh: '自由出站，禁止进站', en: 'Exit free, no entry' },
    staff: {
      zh: '工作人员：闸门全开，登录后可解除',
      en: 'Staff: the gate stands open; sign in to end it',
    },
  },
  'nothing-reads': {
    what: { zh: '暂停服务', en: 'Out of service' },
    traveller: lane,
    staff: {
      zh: '工作人员：读卡器和扫码器均不可用，请检查连线',
      en: 'Staff: neither cards nor codes can be read; look at the cables',
    },
  },
  'out-of-service': {
    what: { zh: '暂停服务', en: 'Out of service' },
    traveller: lane,
    staff: {
      zh: '工作人员：请查看本站日志，必要时重启本站',
      en: 'Staff: see the log of this station; restart it if need be',
    },
  },
  missing: {
    what: { zh: '没有摄像头', en: 'No camera' },
    traveller: lane,
    staff: {
      zh: '工作人员：请接好摄像头，本机会自动恢复',
      en: 'Staff: plug the camera in; this screen comes back by itself',
    },
  },
  denied: {
    what: { zh: '摄像头未获授权', en: 'Camera not allowed' },
    traveller: lane,
    staff: {
      zh: '工作人员：请在浏览器设置中允许使用摄像头，然后刷新本页',
      en: 'Staff: allow the camera for this page in the browser, then reload',
    },
  },
  busy: {
    what: { zh: '摄像头没有画面', en: 'No picture from the camera' },
    traveller: lane,
    staff: {
      zh: '工作人员：请关闭占用摄像头的其他程序',
      en: 'Staff: close any other program that uses the camera',
    },
  },
  lost: {
    what: { zh: '摄像头已断开', en: 'Camera lost' },
    traveller: lane,
    staff: {
      zh: '工作人员：请检查摄像头连线，本机会自动恢复',
      en: 'Staff: check the cable of the camera; this screen comes back by itself',
    },
  },
  insecure: {
    what: { zh: '无法使用摄像头', en: 'Camera not available' },
    traveller: lane,
    staff: {
      zh: '工作人员：请从本机地址 127.0.0.1 打开本页',
      en: 'Staff: open this page from 127.0.0.1 on this machine',
    },
  },
  'no-decoder': {
    what: { zh: '无法读码', en: 'Cannot read codes' },
    traveller: lane,
    staff: {
      zh: '工作人员：本机程序不完整，请重新安装',
      en: 'Staff: this installation is not complete; install it again',
    },
  },
}
