/** The words of the difference and of conflicts, in both languages. */

export const differenceWords = {
  title: { zh: '差异', en: 'Difference' },
  with: { zh: '相比于', en: 'Compared with' },
  newest: { zh: '最近的较低版本', en: 'the newest lower version' },
  inWords: { zh: '变化说明', en: 'In words' },
  inText: { zh: '文本对照', en: 'In the text' },
  before: {
    zh: (id: string, version: number) => `${id} 第 ${version} 版`,
    en: (id: string, version: number) => `${id} version ${version}`,
  },
  now: { zh: '编辑器中', en: 'in the editor' },
  none: {
    zh: '没有可比较的版本：文件夹里没有这套规则的较低版本，或者其中一方还有错误。',
    en: 'Nothing to compare with: no lower version of this set lies in the folder, or one of the two has errors.',
  },
  conflict: { zh: '两份不同的文本', en: 'Two different texts' },
  conflictHow: {
    zh: '您在编辑时，磁盘上的这个文件被别人改过。两份都还在，请选择一份。',
    en: 'While you were writing, somebody else changed this file on the disk. Both texts are still there: choose one.',
  },
  gone: {
    zh: '您在编辑时，这个文件从磁盘上消失了。您的文本还在。',
    en: 'While you were writing, this file vanished from the disk. Your text is still here.',
  },
  onDisk: { zh: '磁盘上', en: 'on the disk' },
  mine: { zh: '您的', en: 'yours' },
  keepMine: { zh: '保存我的', en: 'Save mine' },
  takeTheirs: { zh: '采用磁盘上的', en: 'Take the one on the disk' },
  later: { zh: '稍后决定', en: 'Decide later' },
} as const
