/** What the editor's own panels, menus and announcements say, in Chinese: CodeMirror has them in English. */

/** By CodeMirror's English. */
export const chinesePhrases: Readonly<Record<string, string>> = {
  // The completion list, hints and the list of findings.
  Completions: '补全建议',
  Diagnostics: '检查结果',
  'No diagnostics': '没有发现问题',
  close: '关闭',
  // Search.
  Find: '查找',
  Replace: '替换',
  next: '下一个',
  previous: '上一个',
  all: '全部选中',
  'match case': '区分大小写',
  regexp: '正则表达式',
  'by word': '整词匹配',
  replace: '替换',
  'replace all': '全部替换',
  'current match': '当前匹配',
  'on line': '位于行',
  'replaced match on line $': '已替换第 $ 行的匹配',
  'replaced $ matches': '已替换 $ 处匹配',
  'Go to line': '转到行',
  go: '转到',
  // Folding, deleting, comparing.
  'Folded lines': '已折叠行',
  'Unfolded lines': '已展开行',
  to: '至',
  'folded code': '已折叠的内容',
  unfold: '展开',
  'Fold line': '折叠',
  'Unfold line': '展开',
  'Selection deleted': '已删除所选内容',
  'Control character': '控制字符',
  '$ unchanged lines': '$ 行未变',
}
