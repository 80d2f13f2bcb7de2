import { z } from 'zod';
import { act, housekeeping, query } from '../../core/operation.ts';
import { permissionNames } from '../../core/permissions.ts';
import { problems } from '../../core/problem.ts';
import { dossierKinds } from '../../core/scope.ts';
import { settingKeys } from '../../core/settings.ts';

const loginName = z
  .string()
  .regex(/^[a-z][a-z0-9._-]{1,39}$/, '登录名用小写字母开头，可含数字和 . _ -，2 至 40 位')
  .describe('登录名');
const displayName = z.string().trim().min(1).max(40).describe('姓名');
const password = z.string().max(200).describe('密码');
const reason = z.string().trim().max(200).optional().describe('理由');
const kinds = z.array(z.enum(Object.keys(dossierKinds) as (keyof typeof dossierKinds)[])).min(1);
const nothing = z.object({});

const newcomer = z.object({ loginName, displayName, password });
/** An institution with the three administrators (三员) and its first business lead: nobody else can be made without them. */
const founding = {
  code: z
    .string()
    .regex(/^[0-9A-Za-z-]{2,20}$/, '单位代码用 2 至 20 位字母、数字或短横')
    .describe('单位代码'),
  name: z.string().trim().min(1).max(60).describe('单位名称'),
  sysadmin: newcomer,
  secadmin: newcomer,
  auditadmin: newcomer,
  leader: newcomer,
};

export const setUp = act({
  name: 'accounts.setUp',
  title: '首次设置：建立单位、三员和业务主管',
  route: 'POST /setup',
  permission: null,
  scope: 'public',
  input: z.object({ link: z.string().min(1).describe('设置链接中的口令'), ...founding }),
  output: z.object({ institutionId: z.int() }),
});

export const setupStatus = query({
  name: 'accounts.setupStatus',
  title: '是否需要首次设置',
  route: 'GET /setup',
  permission: null,
  scope: 'public',
  input: nothing,
  output: z.object({ isNeeded: z.boolean() }),
});

export const signIn = housekeeping({
  name: 'accounts.signIn',
  title: '登录',
  route: 'POST /session',
  permission: null,
  scope: 'public',
  input: z.object({ loginName: z.string().min(1).max(40), password }),
  output: z.object({ displayName: z.string(), mustChange: z.boolean(), sessionSecret: z.string() }),
  audited: ['loginName'],
});

export const signOut = housekeeping({
  name: 'accounts.signOut',
  title: '退出登录',
  route: 'POST /session/end',
  permission: null,
  scope: 'self',
  input: z.object({ everywhere: z.boolean().default(false).describe('在所有设备上退出') }),
  output: z.object({ endedCount: z.int() }),
  audited: ['everywhere'],
});

export const whoAmI = query({
  name: 'accounts.whoAmI',
  title: '当前用户',
  route: 'GET /session',
  permission: null,
  scope: 'self',
  input: nothing,
  output: z.object({
    userId: z.uuid(),
    loginName: z.string(),
    displayName: z.string(),
    mustChange: z.boolean(),
    institution: z.object({ id: z.int(), code: z.string(), name: z.string() }),
    permissions: z.array(z.enum(permissionNames)),
    roles: z.array(z.string()),
  }),
});

export const changePassword = act({
  name: 'accounts.changePassword',
  title: '修改自己的密码',
  route: 'POST /session/password',
  permission: null,
  scope: 'self',
  input: z.object({ current: password, next: password }),
  output: nothing,
});

const user = z.object({
  id: z.uuid(),
  loginName: z.string(),
  displayName: z.string(),
  institutionId: z.int(),
  roles: z.array(z.string()),
  isDisabled: z.boolean(),
  seesBelow: z.boolean(),
  kinds,
  createdAt: z.iso.datetime(),
});

export const findUsers = query({
  name: 'accounts.findUsers',
  title: '用户列表',
  route: 'GET /users',
  permission: 'user.read',
  scope: 'tree',
  input: z.object({ after: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
  output: z.object({ users: z.array(user), next: z.uuid().nullable() }),
  exports: {
    ...{ rows: 'users', cursor: 'after' },
    columns: {
      name: { title: '姓名', field: 'displayName' },
      login: { title: '登录名', field: 'loginName' },
      roles: {
        title: '角色',
        field: 'roles',
        wordsFrom: { query: 'accounts.findRoles', rows: 'roles', key: 'code', text: 'name' },
        width: 40,
      },
      kinds: { title: '可接触的档案', field: 'kinds', words: dossierKinds, width: 40 },
      state: { title: '状态', field: 'isDisabled', words: { true: '停用', false: '在用' }, width: 8 },
      created: { title: '建立时间', field: 'createdAt', as: 'instant', width: 18 },
    },
  },
});

export const findRoles = query({
  name: 'accounts.findRoles',
  title: '角色列表',
  route: 'GET /roles',
  permission: 'user.read',
  scope: 'own',
  input: nothing,
  output: z.object({ roles: z.array(z.object({ code: z.string(), name: z.string(), permissions: z.array(z.string()) })) }),
});

export const createUser = act({
  name: 'accounts.createUser',
  title: '建立用户',
  route: 'POST /users',
  permission: 'user.manage',
  scope: 'own',
  input: z.object({ loginName, displayName, password, seesBelow: z.boolean().default(false), kinds: kinds.default(['floating']) }),
  output: z.object({ userId: z.uuid() }),
});

export const setUserDisabled = act({
  name: 'accounts.setUserDisabled',
  title: '停用或启用用户',
  route: 'POST /users/:userId/disabled',
  permission: 'user.manage',
  scope: 'own',
  input: z.object({ userId: z.uuid(), isDisabled: z.boolean() }),
  output: nothing,
  audited: ['userId', 'isDisabled'],
});

export const resetPassword = act({
  name: 'accounts.resetPassword',
  title: '重设用户密码（下次登录须修改）',
  route: 'POST /users/:userId/password',
  permission: 'user.manage',
  scope: 'own',
  input: z.object({ userId: z.uuid(), password }),
  output: nothing,
  audited: ['userId'],
});

export const grantRoles = act({
  name: 'accounts.grantRoles',
  title: '分配角色',
  route: 'POST /users/:userId/roles',
  permission: 'role.grant',
  scope: 'own',
  input: z.object({ userId: z.uuid(), roles: z.array(z.string()).max(20) }),
  output: nothing,
  audited: ['userId', 'roles'],
});

export const unlockUser = act({
  name: 'accounts.unlockUser',
  title: '解除登录锁定',
  route: 'POST /users/:userId/unlock',
  permission: 'session.end',
  scope: 'own',
  input: z.object({ userId: z.uuid(), loginName }),
  output: nothing,
  audited: ['userId', 'loginName'],
});

export const endSessions = housekeeping({
  name: 'accounts.endSessions',
  title: '强制用户退出所有设备',
  route: 'POST /users/:userId/sessions/end',
  permission: 'session.end',
  scope: 'own',
  input: z.object({ userId: z.uuid(), reason }),
  output: z.object({ endedCount: z.int() }),
  audited: ['userId'],
});

export const findInstitutions = query({
  name: 'accounts.findInstitutions',
  title: '单位列表',
  route: 'GET /institutions',
  permission: 'user.read',
  scope: 'tree',
  input: nothing,
  output: z.object({
    institutions: z.array(z.object({ id: z.int(), parentId: z.int().nullable(), code: z.string(), name: z.string() })),
  }),
});

export const createInstitution = act({
  name: 'accounts.createInstitution',
  title: '建立下级单位',
  route: 'POST /institutions',
  permission: 'institution.manage',
  scope: 'own',
  input: z.object(founding),
  output: z.object({ institutionId: z.int() }),
  audited: ['code'],
});

const outcomes = { ...Object.fromEntries(Object.entries(problems).map(([code, { title }]) => [code, title])), done: '成功' };

export const findAuditLines = query({
  name: 'accounts.findAuditLines',
  title: '操作日志',
  route: 'GET /audit-lines',
  permission: 'audit.read',
  scope: 'tree',
  input: z.object({
    before: z.uuid().optional().describe('上一页最后一行'),
    actorId: z.string().max(40).optional(),
    operation: z.string().max(80).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    lines: z.array(
      z.object({
        id: z.uuid(),
        at: z.iso.datetime(),
        actor: z.string(),
        operation: z.string(),
        outcome: z.string(),
        door: z.string(),
        address: z.string().nullable(),
        detail: z.record(z.string(), z.unknown()),
        durationMs: z.int(),
      }),
    ),
    next: z.uuid().nullable(),
  }),
  audited: ['actorId', 'operation'],
  exports: {
    ...{ rows: 'lines', cursor: 'before' },
    columns: {
      at: { title: '时间', field: 'at', as: 'instant', width: 18 },
      actor: { title: '操作人', field: 'actor', words: { anonymous: '未登录' } },
      operation: { title: '操作', field: 'operation', as: 'operation', width: 28 },
      outcome: { title: '结果', field: 'outcome', words: outcomes, width: 28 },
      detail: { title: '说明', field: 'detail', as: 'json', width: 50 },
      door: { title: '入口', field: 'door', words: { http: '页面', cli: '命令行', job: '后台任务' } },
      address: { title: '来自', field: 'address' },
      duration: { title: '毫秒', field: 'durationMs', as: 'number', width: 8 },
    },
  },
});

export const findSettings = query({
  name: 'accounts.findSettings',
  title: '参数列表',
  route: 'GET /settings',
  permission: 'setting.manage',
  scope: 'own',
  input: nothing,
  output: z.object({
    settings: z.array(
      z.object({
        key: z.enum(settingKeys),
        zh: z.string(),
        help: z.string(),
        value: z.string(),
        standard: z.string(),
        isChanged: z.boolean(),
      }),
    ),
  }),
});

export const changeSetting = act({
  name: 'accounts.changeSetting',
  title: '修改参数',
  route: 'POST /settings',
  permission: 'setting.manage',
  scope: 'own',
  input: z.object({ key: z.enum(settingKeys), value: z.string().max(200) }),
  output: nothing,
  audited: ['key', 'value'],
});

/** Display names of colleagues, for screens that hold only ids. */
export const nameColleagues = query({
  name: 'accounts.nameColleagues',
  title: '同事姓名',
  route: 'GET /colleagues',
  permission: null,
  scope: 'own',
  input: z.object({ ids: z.string().max(8000).describe('用户 id，逗号分隔') }),
  output: z.object({ names: z.record(z.string(), z.string()) }),
});
