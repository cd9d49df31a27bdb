/** The words of the staff panel, in both languages. */
import type { Bilingual, RefusalCode } from '../../shared/kiosk-api.ts'
import type { DeviceKind, DeviceState } from '../../shared/device-health.ts'
import type { LaneState } from '../../shared/lane-state.ts'
import type { OverrideReason, StaffActName } from '../../shared/staff-api.ts'
import type { StaffPage } from './staff-desk.ts'

/** Titles, fields and buttons. */
export const staffWords = {
  title: { zh: '工作人员', en: 'Staff' },
  operator: { zh: '工号', en: 'Operator' },
  pin: { zh: '密码', en: 'PIN' },
  signIn: { zh: '登录', en: 'Sign in' },
  signOut: { zh: '退出登录', en: 'Sign out' },
  leave: { zh: '返回', en: 'Back' },
  pages: { zh: '页面', en: 'Pages' },
  keys: { zh: '按键', en: 'Keys' },
  erase: { zh: '删除', en: 'Delete' },
  appeal: { zh: '查询编号（10 位）', en: 'Number (10 digits)' },
  appealWrong: { zh: '编号有误，请核对', en: 'This number has a wrong digit' },
  reason: { zh: '原因', en: 'Reason' },
  override: { zh: '放行一次', en: 'Let one person through' },
  mayPass: { zh: '二次核验：放行', en: 'Second check: may pass' },
  mayNotPass: { zh: '二次核验：不放行', en: 'Second check: may not pass' },
  passage: { zh: '单次放行与二次核验', en: 'One passage, second check' },
  lane: { zh: '通道', en: 'Lane' },
  hold: { zh: '保持闸门开启', en: 'Hold the gate open' },
  endHold: { zh: '结束保持开启', en: 'End holding it open' },
  close: { zh: '关闭通道', en: 'Close the lane' },
  open: { zh: '开启通道', en: 'Open the lane' },
  emergency: { zh: '紧急疏散…', en: 'Emergency …' },
  endEmergency: { zh: '解除紧急疏散…', en: 'End the emergency …' },
  sure: {
    zh: '闸门将全开，任何人可出站。确定？',
    en: 'The gate will stand open for everybody to get out. Go on?',
  },
  sureEnd: { zh: '闸门将恢复核验。确定？', en: 'The gate will check people again. Go on?' },
  confirm: { zh: '确定', en: 'Go on' },
  cancel: { zh: '取消', en: 'Cancel' },
  find: { zh: '查询', en: 'Find' },
  notFound: { zh: '没有此编号的记录', en: 'There is no receipt with this number' },
  test: { zh: '自检', en: 'Test' },
  import: { zh: '从存储盘导入', en: 'Import from the stick' },
  file: { zh: '选择更新文件', en: 'Choose an update file' },
  codes: {
    zh: '也可在待机画面将更新二维码逐个对准摄像头',
    en: 'Or show the codes of an update to the camera of the idle screen',
  },
  export: { zh: '导出记录到存储盘', en: 'Export receipts to the stick' },
  fleet: { zh: '显示巡检二维码', en: 'Show the fleet code' },
  clock: { zh: '设置时钟', en: 'Set the clock' },
  clockNow: { zh: '本站时钟', en: 'Station clock' },
  suspect: { zh: '时钟可疑', en: 'clock suspect' },
  done: { zh: '已完成', en: 'Done' },
  asking: { zh: '正在处理', en: 'Working' },
  idle: { zh: '秒后自动退出', en: 's until sign-out' },
  locked: { zh: '秒后可重试', en: 's until the next try' },
  wrong: { zh: '工号或密码有误', en: 'Operator or PIN is wrong' },
  notHere: { zh: '您没有此项权限', en: 'You have no right to this' },
} as const satisfies Record<string, Bilingual>

/** The pages. */
export const pageWords: Readonly<Record<StaffPage, Bilingual>> = {
  overview: { zh: '概览', en: 'Overview' },
  passages: { zh: '通行', en: 'Passages' },
  receipt: { zh: '记录', en: 'Receipt' },
  devices: { zh: '设备', en: 'Devices' },
  data: { zh: '数据', en: 'Data' },
}

/** Why somebody is let through, or not. */
export const overrideWords: Readonly<Record<OverrideReason, Bilingual>> = {
  'document-checked': { zh: '已核对证件', en: 'Document checked' },
  'paper-checked': { zh: '已核对纸质证明', en: 'Paper checked' },
  'guardian-present': { zh: '监护人陪同', en: 'Guardian present' },
  'medical-need': { zh: '就医需要', en: 'Medical need' },
  'device-fault': { zh: '设备故障', en: 'Device fault' },
  instructed: { zh: '上级指示', en: 'Instructed' },
}

/** Why an act was refused. */
export const refusedWords: Readonly<Record<RefusalCode, Bilingual>> = {
  malformed: { zh: '输入有误', en: 'Something in it is not as it must be' },
  busy: { zh: '本站正忙，请稍后再试', en: 'The station is busy; try again' },
  'out-of-service': { zh: '通道状态不允许此操作', en: 'The lane does not allow this now' },
  'not-here': { zh: '本站未设置此功能', en: 'This station has no such thing' },
  'wrong-pin': staffWords.wrong,
  locked: { zh: '多次输错，已锁定', en: 'Too many wrong tries: locked' },
  'signed-out': { zh: '已退出登录', en: 'Signed out' },
  'not-allowed': staffWords.notHere,
  failed: { zh: '未能完成，请查看本站日志', en: 'It did not work; see the station’s log' },
  lost: { zh: '与本站断开连接', en: 'The station cannot be reached' },
}

/** What an act is called in what became of it. */
export const actWords: Readonly<Record<StaffActName, Bilingual>> = {
  look: pageWords.overview,
  receipt: staffWords.find,
  override: staffWords.override,
  'second-check': { zh: '二次核验', en: 'Second check' },
  hold: { zh: '保持开启', en: 'Hold' },
  emergency: { zh: '紧急疏散', en: 'Emergency' },
  'close-lane': staffWords.lane,
  test: staffWords.test,
  import: { zh: '导入', en: 'Import' },
  export: { zh: '导出', en: 'Export' },
  'set-clock': staffWords.clock,
  'fleet-code': { zh: '巡检二维码', en: 'Fleet code' },
  'sign-out': staffWords.signOut,
}

/** Devices. */
export const kindWords: Readonly<Record<DeviceKind, Bilingual>> = {
  camera: { zh: '摄像头', en: 'Camera' },
  scanner: { zh: '扫码器', en: 'Scanner' },
  'card-reader': { zh: '身份证读卡器', en: 'Card reader' },
  'mrz-reader': { zh: '护照阅读器', en: 'MRZ reader' },
  thermometer: { zh: '测温仪', en: 'Thermometer' },
  gate: { zh: '闸门', en: 'Gate' },
  light: { zh: '指示灯', en: 'Light' },
  buzzer: { zh: '蜂鸣器', en: 'Buzzer' },
  printer: { zh: '打印机', en: 'Printer' },
}

/** How they are. */
export const stateWords: Readonly<Record<DeviceState, Bilingual>> = {
  starting: { zh: '正在启动', en: 'starting' },
  ready: { zh: '正常', en: 'ready' },
  missing: { zh: '未连接', en: 'missing' },
  busy: { zh: '被占用', en: 'busy' },
  denied: { zh: '无权限', en: 'denied' },
  silent: { zh: '无应答', en: 'silent' },
  failing: { zh: '故障', en: 'failing' },
}

/** The gate. */
export const laneWords: Readonly<Record<LaneState, Bilingual>> = {
  closed: { zh: '关闭', en: 'closed' },
  opening: { zh: '正在打开', en: 'opening' },
  open: { zh: '打开', en: 'open' },
  hold: { zh: '保持开启', en: 'held open' },
  passed: { zh: '已通过', en: 'passed' },
  forced: { zh: '闯闸', en: 'forced' },
  fault: { zh: '故障', en: 'fault' },
  emergency: { zh: '紧急疏散', en: 'emergency' },
}
