import { z } from 'zod';
import { query } from '../../core/operation.ts';

/** Any list as a workbook, under the caller's own permission for that list and with the purpose kept in the audit log. */
export const exportList = query({
  name: 'lists.exportList',
  title: '导出清单',
  route: 'POST /lists/export',
  permission: 'list.export',
  scope: 'tree',
  returns: 'file',
  input: z.object({
    list: z.string().max(80).describe('清单的操作名'),
    input: z.record(z.string(), z.unknown()).default({}).describe('该清单的筛选条件'),
    columns: z.array(z.string().max(40)).max(60).default([]).describe('导出哪些列，按此次序；不填为全部'),
    purpose: z.string().trim().min(2, '请写明用途').max(80).describe('用途'),
  }),
  output: z.unknown(),
  audited: ['list', 'columns', 'purpose'],
  auditedAnswer: ['rowCount', 'filters'],
});
