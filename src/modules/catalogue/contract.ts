import { z } from 'zod';
import { act, housekeeping, query } from '../../core/operation.ts';
import { dossierKinds } from '../../core/scope.ts';
import { custodyStates } from '../holdings/rules.ts';
import { type CategoryCode, categoryOrder, schemes } from '../packages/categories.ts';
import { type Mark, markNames } from './rules/item.ts';
import { type CatalogueState, catalogueStates } from './rules.ts';

const keysOf = <T extends Record<string, string>>(table: T) => z.enum(Object.keys(table) as [keyof T & string, ...(keyof T & string)[]]);
const scheme = z.enum(schemes).describe('分类版本');
const mark = z.enum(markNames as [Mark, ...Mark[]]);
const dossierId = z.uuid().describe('档案');

/** One row as typed: everything may be missing still. */
export const draftItem = z.object({
  id: z.uuid().optional().describe('延续哪一件'),
  categoryCode: z.string().trim().max(10).default('').describe('类号'),
  sequence: z.int().min(1).max(9999).optional().describe('序号；不填则按行的先后'),
  title: z.string().trim().max(200).default('').describe('材料名称'),
  formedOn: z.string().trim().max(20).nullable().default(null).describe('材料形成时间'),
  pageCount: z.int().min(0).max(9999).nullable().default(null).describe('页数'),
  copyCount: z.int().min(1).max(99).default(1).describe('份数'),
  remark: z.string().trim().max(200).nullable().default(null).describe('备注'),
  marks: z.array(mark).max(markNames.length).default([]).describe('标记'),
});

const item = z.object({
  id: z.uuid(),
  categoryCode: z.enum(categoryOrder as [CategoryCode, ...CategoryCode[]]),
  sequence: z.int(),
  title: z.string(),
  formedOn: z.string().nullable(),
  pageCount: z.int(),
  copyCount: z.int(),
  remark: z.string().nullable(),
  marks: z.array(mark),
});

const draft = z.object({
  scheme,
  items: z.array(draftItem),
  version: z.int(),
  savedBy: z.string().nullable(),
  savedAt: z.iso.datetime().nullable(),
});

const state = z.enum(Object.keys(catalogueStates) as [CatalogueState, ...CatalogueState[]]);

export const getCatalogue = query({
  name: 'catalogue.getCatalogue',
  title: '目录',
  route: 'GET /dossiers/:dossierId/catalogue',
  permission: 'dossier.read',
  scope: 'tree',
  input: z.object({ dossierId }),
  output: z.object({
    dossierId: z.uuid(),
    referenceCode: z.string(),
    kind: keysOf(dossierKinds),
    custodyState: keysOf(custodyStates),
    state,
    person: z.object({
      name: z.string(),
      formerNames: z.array(z.string()),
      /** Masked. */
      idNumber: z.string(),
      birthOn: z.iso.date().nullable(),
      education: z.string().nullable(),
    }),
    /** Null while a completed catalogue stands. */
    draft: draft.nullable(),
    /** The last completed one; it stays in force while a reopened one is drafted. */
    completed: z
      .object({
        ...{ scheme, items: z.array(item), itemCount: z.int(), pageCount: z.int() },
        ...{ completedBy: z.string(), completedAt: z.iso.datetime(), version: z.int() },
      })
      .nullable(),
  }),
  audited: ['dossierId'],
});

/** What waits for an arranger, oldest dossier first. */
export const findOpen = query({
  name: 'catalogue.findOpen',
  title: '待整理档案',
  route: 'GET /catalogues/open',
  permission: 'item.describe',
  scope: 'own',
  input: z.object({
    begun: z.enum(['yes', 'no']).optional().describe('是否已着手'),
    after: z.uuid().optional().describe('上一页最后一行'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    dossiers: z.array(
      z.object({
        dossierId: z.uuid(),
        referenceCode: z.string(),
        personName: z.string(),
        kind: keysOf(dossierKinds),
        state,
        itemCount: z.int(),
        savedBy: z.string().nullable(),
        savedAt: z.iso.datetime().nullable(),
      }),
    ),
    next: z.uuid().nullable(),
  }),
  audited: ['begun'],
  exports: {
    ...{ rows: 'dossiers', cursor: 'after' },
    columns: {
      code: { title: '存档编号', field: 'referenceCode', width: 22 },
      name: { title: '姓名', field: 'personName', width: 12 },
      kind: { title: '类别', field: 'kind', words: dossierKinds, width: 20 },
      state: { title: '目录状态', field: 'state', words: catalogueStates },
      count: { title: '已录件数', field: 'itemCount', as: 'number', width: 10 },
      by: { title: '整理人', field: 'savedBy', width: 12 },
      at: { title: '最近保存', field: 'savedAt', as: 'instant', width: 18 },
    },
  },
});

/** Keeps what has been typed so far. A draft that somebody else has saved since is not written over. */
export const saveDraft = housekeeping({
  name: 'catalogue.saveDraft',
  title: '保存目录草稿',
  route: 'POST /dossiers/:dossierId/catalogue/draft',
  permission: 'item.describe',
  scope: 'own',
  input: z.object({
    dossierId,
    scheme: scheme.default('2018'),
    items: z.array(draftItem).max(1000, '一卷目录最多 1000 条'),
    version: z.int().min(0).describe('打开时的草稿版本；没有草稿时为 0'),
  }),
  output: z.object({ version: z.int() }),
  audited: ['dossierId'],
});

export const checkDraft = query({
  name: 'catalogue.checkDraft',
  title: '检查目录草稿',
  route: 'GET /dossiers/:dossierId/catalogue/check',
  permission: 'item.describe',
  scope: 'own',
  input: z.object({ dossierId }),
  output: z.object({
    version: z.int(),
    itemCount: z.int(),
    pageCount: z.int(),
    issues: z.array(
      z.object({ path: z.string(), message: z.string(), rule: z.string().optional(), severity: z.enum(['error', 'warning']) }),
    ),
  }),
  audited: ['dossierId'],
});

/** 整理完成: the draft becomes the catalogue. */
export const completeCatalogue = act({
  name: 'catalogue.completeCatalogue',
  title: '整理编目完成',
  route: 'POST /dossiers/:dossierId/catalogue/complete',
  permission: 'item.describe',
  scope: 'own',
  input: z.object({
    dossierId,
    version: z.int().min(0).describe('所完成的草稿版本'),
    reason: z.string().trim().max(200).optional().describe('对提示的说明'),
  }),
  output: z.object({ itemCount: z.int(), pageCount: z.int() }),
  audited: ['dossierId'],
});

/** 重新整理: new papers have come, or a mistake is found. The items stay in force until the next completion. */
export const reopenCatalogue = act({
  name: 'catalogue.reopenCatalogue',
  title: '重新整理',
  route: 'POST /dossiers/:dossierId/catalogue/reopen',
  permission: 'item.describe',
  scope: 'own',
  input: z.object({ dossierId, reason: z.string().trim().min(2, '请写明理由').max(200).describe('理由') }),
  output: z.object({ version: z.int() }),
  audited: ['dossierId'],
});

/** 干部人事档案目录 as PDF: of the completed catalogue, else of the draft, which says so. */
export const printCatalogue = query({
  name: 'catalogue.printCatalogue',
  title: '打印目录',
  route: 'GET /dossiers/:dossierId/catalogue/paper',
  permission: 'dossier.read',
  scope: 'tree',
  returns: 'file',
  input: z.object({
    dossierId,
    blankRowCount: z.coerce.number().int().min(0).max(20).default(2).describe('每类后留的空行，供以后归档时续写'),
  }),
  output: z.unknown(),
  audited: ['dossierId'],
});
