/**
 * Every permission, with the words that the security administrator (安全保密员) grants it by.
 * `group` keeps the three administrators (三员) apart: what one user holds is of one group, and of `shared`.
 */
export const permissions = {
  'parcel.read': { zh: '查看收件', group: 'business' },
  'parcel.sign': { zh: '签收包裹', group: 'business' },
  'dossier.register': { zh: '登记档案', group: 'business' },
  'dossier.correct': { zh: '更正登记', group: 'business' },
  'dossier.read': { zh: '查看档案基本信息', group: 'business' },
  'person.reveal': { zh: '查看完整证件号码', group: 'business' },
  'volume.handOver': { zh: '移交库房', group: 'business' },
  'volume.shelve': { zh: '库房接收上架', group: 'business' },
  'volume.ask': { zh: '申请出库与经办归还', group: 'business' },
  'loan.approve': { zh: '审批借阅', group: 'business' },
  'stackroom.read': { zh: '查看库位', group: 'business' },
  'stackroom.manage': { zh: '管理库房与库位', group: 'business' },
  'opening.manage': { zh: '期初建账', group: 'business' },
  'transfer.read': { zh: '查看转递', group: 'business' },
  'transfer.manage': { zh: '办理转递、调档与注销申请', group: 'business' },
  'transfer.approve': { zh: '审核转出与注销', group: 'business' },
  'stock.count': { zh: '库房盘点', group: 'business' },
  'condition.inspect': { zh: '检查原件完好', group: 'business' },
  'stock.close': { zh: '复核盘点', group: 'business' },
  'item.describe': { zh: '整理编目', group: 'business' },
  'page.import': { zh: '接收扫描件与返工', group: 'business' },
  'page.inspect': { zh: '图像质检', group: 'business' },
  'dossier.publish': { zh: '审核发布', group: 'business' },
  'page.read': { zh: '阅档', group: 'business' },
  'page.readFreely': { zh: '不凭授权阅档', group: 'business' },
  'consultation.apply': { zh: '申请查阅', group: 'business' },
  'consultation.approve': { zh: '审批查阅', group: 'business' },
  'consultation.manage': { zh: '管理查阅登记与收回', group: 'business' },
  'day.close': { zh: '日结', group: 'business' },
  'figures.read': { zh: '查看绩效数据', group: 'business' },
  'plan.manage': { zh: '编制和调整计划', group: 'business' },
  'list.export': { zh: '导出清单', group: 'shared' },
  'user.read': { zh: '查看用户与单位', group: 'shared' },
  'institution.manage': { zh: '管理单位', group: 'system' },
  'user.manage': { zh: '管理用户账号', group: 'system' },
  'setting.manage': { zh: '管理参数', group: 'system' },
  'role.grant': { zh: '分配角色', group: 'security' },
  'session.end': { zh: '解锁与强制退出', group: 'security' },
  'audit.read': { zh: '查看操作日志', group: 'audit' },
} as const satisfies Record<string, { zh: string; group: 'business' | 'system' | 'security' | 'audit' | 'shared' }>;

export type Permission = keyof typeof permissions;
export const permissionNames = Object.keys(permissions) as Permission[];
export const isPermission = (name: string): name is Permission => name in permissions;
