/** What the data panel calls worlds and the parts of a bundle. */
import { msg } from '@lit/localize'
import type { BundleSummary } from 'greengate'

/** A world that is not production is always named: its codes mean nothing at a gate. */
export function worldWords(world: BundleSummary['world']): string {
  switch (world) {
    case 'demo':
      return msg('演示数据', { id: 'data-world-demo' })
    case 'test':
      return msg('测试数据', { id: 'data-world-test' })
    case 'production':
      return msg('正式数据', { id: 'data-world-production' })
  }
}

/** A role's name. */
export function roleWords(role: BundleSummary['roles'][number]['role']): string {
  switch (role) {
    case 'timestamp':
      return msg('时间戳', { id: 'data-role-timestamp' })
    case 'trust':
      return msg('发码机构名单', { id: 'data-role-trust' })
    case 'facts':
      return msg('信息类型表', { id: 'data-role-facts' })
    case 'status':
      return msg('撤销名单', { id: 'data-role-status' })
    case 'covered':
      return msg('已评定人员集', { id: 'data-role-covered' })
    case 'notGreen':
      return msg('非绿码人员集', { id: 'data-role-not-green' })
  }
}
