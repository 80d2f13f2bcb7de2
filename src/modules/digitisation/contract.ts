import { z } from 'zod';
import { act, housekeeping, query } from '../../core/operation.ts';
import { defectNames, importStates, pageStates, profiles, scanStates, takings } from './rules.ts';

const keysOf = <T extends Record<string, string>>(table: T) => z.enum(Object.keys(table) as [keyof T & string, ...(keyof T & string)[]]);
const dossierId = z.uuid().describe('档案');
const issue = z.object({
  path: z.string(),
  message: z.string(),
  rule: z.string().optional(),
  severity: z.enum(['error', 'warning']).optional(),
});

/**
 * One GB/T 33870 package or one vendor's folder as a zip; the body is the file. Judged whole, kept aside when it may be taken. The same
 * content again, however packed, answers `unchanged`.
 */
export const receivePackage = housekeeping({
  name: 'digitisation.receivePackage',
  title: '接收数据包（检查）',
  route: 'POST /imports',
  permission: 'page.import',
  scope: 'own',
  accepts: 'bytes',
  input: z.object({
    fileName: z
      .string()
      .min(1)
      .max(80)
      .regex(/^[^/\\\p{Cc}]+$/u, '文件名不含路径')
      .describe('压缩包文件名'),
    profile: keysOf(profiles).default('new').describe('接收标准'),
  }),
  output: z.object({
    importId: z.uuid(),
    state: z.enum(['unchanged', 'refused', 'ready']),
    dossierId: z.uuid().nullable(),
    pageCount: z.int(),
    issues: z.array(issue),
  }),
  audited: ['profile'],
});

/** 接收: the catalogue is entered, the images are kept, processing begins. */
export const acceptImport = act({
  name: 'digitisation.acceptImport',
  title: '接收数据包（入库）',
  route: 'POST /imports/:importId/accept',
  permission: 'page.import',
  scope: 'own',
  input: z.object({ importId: z.uuid(), reason: z.string().trim().max(200).optional().describe('对提示的说明') }),
  output: z.object({ dossierId: z.uuid(), scanId: z.uuid(), pageCount: z.int() }),
  audited: ['importId'],
});

/** Forgets what was kept aside and not accepted. */
export const discardImport = housekeeping({
  name: 'digitisation.discardImport',
  title: '放弃接收',
  route: 'POST /imports/:importId/discard',
  permission: 'page.import',
  scope: 'own',
  input: z.object({ importId: z.uuid() }),
  output: z.object({}),
  audited: ['importId'],
});

/** Newest first. */
export const findImports = query({
  name: 'digitisation.findImports',
  title: '接收记录',
  route: 'GET /imports',
  permission: 'page.import',
  scope: 'own',
  input: z.object({
    state: keysOf(importStates).optional(),
    before: z.uuid().optional().describe('上一页最后一行'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    imports: z.array(
      z.object({
        ...{ id: z.uuid(), state: keysOf(importStates), fileName: z.string(), packageKind: z.enum(['gbt33870', 'vendor']) },
        ...{ profile: keysOf(profiles), dossierId: z.uuid().nullable(), pageCount: z.int(), sizeBytes: z.int() },
        ...{ issues: z.array(issue), receivedAt: z.iso.datetime(), receivedBy: z.string() },
      }),
    ),
    next: z.uuid().nullable(),
  }),
  audited: ['state'],
  exports: {
    ...{ rows: 'imports', cursor: 'before' },
    columns: {
      file: { title: '数据包', field: 'fileName', as: 'masked', width: 40 },
      state: { title: '状态', field: 'state', words: importStates, width: 10 },
      issues: { title: '问题条数', field: 'issues', as: 'count', width: 10 },
      profile: { title: '标准', field: 'profile', words: profiles, width: 30 },
      pages: { title: '页数', field: 'pageCount', as: 'number', width: 8 },
      size: { title: '大小（字节）', field: 'sizeBytes', as: 'number' },
      at: { title: '导入', field: 'receivedAt', as: 'instant', width: 18 },
    },
  },
});

/**
 * One loose JPEG, TIFF or PDF; the body is the file. Each of its pages goes into the tray, or none. The same file again, in the tray or
 * assigned, answers `unchanged` and where it stands.
 */
export const receiveLoose = housekeeping({
  name: 'digitisation.receiveLoose',
  title: '接收散页',
  route: 'POST /loose-pages',
  permission: 'page.import',
  scope: 'own',
  accepts: 'bytes',
  input: z.object({
    fileName: z
      .string()
      .min(1)
      .max(200)
      .regex(/^[^/\\\p{Cc}]+$/u, '文件名不含路径')
      .describe('文件名'),
    profile: keysOf(profiles).default('new').describe('接收标准'),
  }),
  output: z.object({
    state: z.enum(['taken', 'unchanged', 'refused']),
    pageCount: z.int(),
    sameAs: z.string().nullable().describe('已有的同一文件当时的名称'),
    dossierId: z.uuid().nullable().describe('已有的同一文件分配给了哪份档案'),
    issues: z.array(issue),
  }),
  audited: ['profile'],
  auditedAnswer: ['state', 'pageCount'],
});

/** The tray, first come first. */
export const findLoose = query({
  name: 'digitisation.findLoose',
  title: '未分配散页',
  route: 'GET /loose-pages',
  permission: 'page.import',
  scope: 'own',
  input: z.object({
    after: z.uuid().optional().describe('上一页最后一行'),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  }),
  output: z.object({
    pages: z.array(
      z.object({
        ...{ id: z.uuid(), fileName: z.string(), pageNumber: z.int(), pageCount: z.int(), taking: keysOf(takings) },
        ...{ profile: keysOf(profiles), sizeBytes: z.int(), widthPx: z.int(), heightPx: z.int(), dpi: z.int().nullable() },
        ...{ receivedAt: z.iso.datetime(), receivedBy: z.string(), issues: z.array(issue) },
      }),
    ),
    waitingCount: z.int(),
    next: z.uuid().nullable(),
  }),
});

/** Takes pages out of the tray that nobody needs; the same file may come again. */
export const discardLoose = act({
  name: 'digitisation.discardLoose',
  title: '放弃散页',
  route: 'POST /loose-pages/discard',
  permission: 'page.import',
  scope: 'own',
  input: z.object({
    pageIds: z.array(z.uuid()).min(1, '请选择页面').max(500),
    reason: z.string().trim().min(1, '请填写理由').max(200).describe('理由'),
  }),
  output: z.object({ pageCount: z.int() }),
  audited: ['pageIds'],
});

/**
 * 散页分配: pages of the tray become the scans of a dossier, in this order. Where its catalogue is finished, the rows are the items of it;
 * else they become the catalogue.
 */
export const assignLoose = act({
  name: 'digitisation.assignLoose',
  title: '分配散页',
  route: 'POST /dossiers/:dossierId/loose-pages',
  permission: 'page.import',
  scope: 'own',
  input: z.object({
    dossierId,
    items: z
      .array(
        z.object({
          id: z.uuid().optional().describe('目录中的哪一件'),
          categoryCode: z.string().trim().max(10).default('').describe('类号'),
          title: z.string().trim().max(200).default('').describe('材料名称'),
          formedOn: z.string().trim().max(20).nullable().default(null).describe('材料形成时间'),
          remark: z.string().trim().max(200).nullable().default(null).describe('备注'),
          pageIds: z.array(z.uuid()).max(2000).describe('页面，按先后'),
        }),
      )
      .min(1, '请填写目录并放入页面')
      .max(1000, '一卷目录最多 1000 条'),
    reason: z.string().trim().max(200).optional().describe('对提示的说明'),
  }),
  output: z.object({ dossierId: z.uuid(), scanId: z.uuid(), pageCount: z.int() }),
  audited: ['dossierId'],
});

const counts = z.object({ imported: z.int(), processed: z.int(), returned: z.int(), passed: z.int() });

/** How far dossiers are between scanning and publishing, those longest in their state first. */
export const findScans = query({
  name: 'digitisation.findScans',
  title: '数字化进度',
  route: 'GET /scans',
  permission: 'page.read',
  scope: 'own',
  input: z.object({
    state: keysOf(scanStates).optional(),
    after: z.uuid().optional().describe('上一页最后一行'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    scans: z.array(
      z.object({
        ...{ id: z.uuid(), dossierId: z.uuid(), referenceCode: z.string(), personName: z.string() },
        ...{ state: keysOf(scanStates), stateSince: z.iso.datetime(), profile: keysOf(profiles), pageCount: z.int(), pages: counts },
      }),
    ),
    next: z.uuid().nullable(),
  }),
  audited: ['state'],
  exports: {
    ...{ rows: 'scans', cursor: 'after' },
    columns: {
      code: { title: '存档编号', field: 'referenceCode', width: 22 },
      name: { title: '姓名', field: 'personName', width: 12 },
      state: { title: '状态', field: 'state', words: scanStates, width: 12 },
      since: { title: '进入此状态', field: 'stateSince', as: 'instant', width: 18 },
      profile: { title: '标准', field: 'profile', words: profiles, width: 30 },
      count: { title: '页数', field: 'pageCount', as: 'number', width: 8 },
    },
  },
});

const verdictDefects = z.array(z.enum(defectNames)).max(6);

/** The pages of a dossier in catalogue order, with what to look at. */
export const getPages = query({
  name: 'digitisation.getPages',
  title: '页面清单',
  route: 'GET /dossiers/:dossierId/pages',
  permission: 'page.read',
  scope: 'tree',
  input: z.object({ dossierId }),
  output: z.object({
    scan: z.object({
      ...{ id: z.uuid(), state: keysOf(scanStates), profile: keysOf(profiles), pageCount: z.int(), version: z.int() },
    }),
    items: z.array(
      z.object({
        ...{ id: z.uuid(), categoryCode: z.string(), sequence: z.int(), title: z.string(), formedOn: z.string().nullable() },
        pageCount: z.int(),
        pages: z.array(
          z.object({
            ...{ id: z.uuid(), ordinal: z.int(), fileName: z.string(), state: keysOf(pageStates), widthPx: z.int(), heightPx: z.int() },
            ...{ dpi: z.int().nullable(), defects: verdictDefects, version: z.int() },
            hints: z.array(z.object({ defect: z.enum(defectNames), message: z.string(), rule: z.string().optional() })),
          }),
        ),
      }),
    ),
  }),
  audited: ['dossierId'],
});

/** 质检: a verdict for each page looked at. Pages may be judged in several calls; the last one decides for the dossier. */
export const inspectPages = act({
  name: 'digitisation.inspectPages',
  title: '图像质检',
  route: 'POST /dossiers/:dossierId/inspect',
  permission: 'page.inspect',
  scope: 'own',
  input: z.object({
    dossierId,
    verdicts: z
      .array(z.object({ pageId: z.uuid(), version: z.int(), verdict: z.enum(['pass', 'return']), defects: verdictDefects.default([]) }))
      .min(1)
      .max(5000),
  }),
  output: z.object({ state: keysOf(scanStates), pages: counts }),
  audited: ['dossierId'],
});

/** 返工: a new scan of a returned page; the body is the JPEG. */
export const replacePage = act({
  name: 'digitisation.replacePage',
  title: '重扫替换',
  route: 'POST /pages/:pageId/replace',
  permission: 'page.import',
  scope: 'own',
  accepts: 'bytes',
  input: z.object({ pageId: z.uuid(), version: z.coerce.number().int().describe('打开时的版本号') }),
  output: z.object({ dossierId: z.uuid() }),
  audited: ['pageId'],
});

/** 审核发布: all pages are passed; they are written into the archival store, after which readers may see them. */
export const publishDossier = act({
  name: 'digitisation.publishDossier',
  title: '审核发布',
  route: 'POST /dossiers/:dossierId/publish',
  permission: 'dossier.publish',
  scope: 'own',
  input: z.object({ dossierId }),
  output: z.object({ state: keysOf(scanStates) }),
  audited: ['dossierId'],
});
