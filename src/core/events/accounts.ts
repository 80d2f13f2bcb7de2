import { z } from 'zod';
import type { EventKind } from '../event.ts';

export const accountsEvents = {
  'institution.created': { zh: '建立单位', is: 'state', data: z.strictObject({ code: z.string(), parentId: z.int().nullable() }) },
  'user.created': { zh: '建立用户', is: 'state', data: z.strictObject({}) },
  'user.disabled': { zh: '停用用户', is: 'state', data: z.strictObject({}) },
  'user.enabled': { zh: '启用用户', is: 'state', data: z.strictObject({}) },
  'user.rolesGranted': { zh: '分配角色', is: 'state', data: z.strictObject({ roles: z.array(z.string()) }) },
  'user.passwordChanged': { zh: '修改密码', is: 'state', data: z.strictObject({ by: z.enum(['self', 'administrator']) }) },
  'user.unlocked': { zh: '解除锁定', is: 'observation', data: z.strictObject({}) },
  'setting.changed': { zh: '修改参数', is: 'state', data: z.strictObject({ key: z.string(), value: z.string() }) },
} as const satisfies Record<string, EventKind>;
