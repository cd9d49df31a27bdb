/** The words for why a station is odd, in both languages: in a list, and with what it is about. */
import type { Bilingual } from '../../../verifier-web/elements/language.ts'
import type { OddityKind } from '../fleet-state.ts'

/** What is odd, shortly; and what is to be done about it. */
export const oddityWords: Readonly<
  Record<OddityKind, { readonly name: Bilingual; readonly advice: Bilingual }>
> = {
  digest: {
    name: { zh: '同一版本两种摘要', en: 'second digest' },
    advice: {
      zh: '停用该站并保全证据，与文件签署人核对摘要。',
      en: 'Close the lane, keep the station as it is, compare digests with whoever signed the document.',
    },
  },
  service: {
    name: { zh: '服务异常', en: 'service' },
    advice: {
      zh: '通道不在正常服务：到现场看屏幕、闸机与记录存储。',
      en: 'The lane is not in service as it should be: look at its screen, its gate and its journal on the spot.',
    },
  },
  twin: {
    name: { zh: '两机同名', en: 'two machines' },
    advice: {
      zh: '密钥有副本（可能来自备份映像）：查明哪台是真的，停用另一台并换密钥。',
      en: 'Its key is on two machines, by an image or a thief: find out which is right, stop the other, enrol it with a new key.',
    },
  },
  'wrong-version': {
    name: { zh: '版本不符', en: 'wrong version' },
    advice: {
      zh: '看它能否连到发布服务器；也可用介质送数据包。',
      en: 'See whether it reaches the publisher; or carry a bundle to it on a stick.',
    },
  },
  stale: {
    name: { zh: '数据过期', en: 'stale data' },
    advice: {
      zh: '在取得新数据前，该站只会答“核验”。',
      en: 'It answers "check" until it has newer data: look to its network, or carry a bundle to it.',
    },
  },
  silent: {
    name: { zh: '没有心跳', en: 'silent' },
    advice: {
      zh: '看电源与网络；它离线时仍照常判定。',
      en: 'Look to its power and network. Offline it still decides as before.',
    },
  },
  'clock-suspect': {
    name: { zh: '时钟可疑', en: 'clock suspect' },
    advice: { zh: '校时，并检查时间服务。', en: 'Set its clock, and look at its time service.' },
  },
  device: {
    name: { zh: '设备未就绪', en: 'device not ready' },
    advice: { zh: '检查线缆与供电。', en: 'Look at its cable and power.' },
  },
  storage: {
    name: { zh: '存储将满', en: 'storage filling' },
    advice: {
      zh: '让它把记录传出来；满了以后通道会关闭。',
      en: 'Let it send its records: when it is full, the lane closes.',
    },
  },
  unsent: {
    name: { zh: '记录未上传', en: 'records unsent' },
    advice: {
      zh: '看采集地址与网络；也可用介质取走记录。',
      en: 'Look at the address of its collector and its network; or fetch its records with a stick.',
    },
  },
  gap: {
    name: { zh: '记录缺失', en: 'gap in its journal' },
    advice: {
      zh: '用 greengate collect status 看缺了哪段。',
      en: 'greengate collect status says which records are missing.',
    },
  },
}
