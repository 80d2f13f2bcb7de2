import { z } from 'zod';
import { act, housekeeping, query } from '../../core/operation.ts';
import { type Category, categories, type Resolution, resolutions, type StocktakeState, stocktakeStates } from './rules.ts';

const keysOf = <T extends string>(table: Readonly<Record<T, string>>) => z.enum(Object.keys(table) as [T, ...T[]]);
const state = keysOf<StocktakeState>(stocktakeStates);
const category = keysOf<Category>(categories);
const resolution = keysOf<Resolution>(resolutions);
const stocktakeId = z.uuid();
const barcode = z.string().trim().min(1).max(60);
const codes = z.array(barcode).max(999);
const why = (zh: string) => z.string().trim().min(2, `请写明${zh}`).max(200).describe(zh);
const number = z.int().min(1).max(99);
const progress = { shelfCount: z.int(), countedShelves: z.int(), volumeCount: z.int() };
const head = z.object({
  ...{ id: z.uuid(), name: z.string(), roomCode: z.string(), zone: z.int().nullable(), firstRack: z.int().nullable() },
  ...{ lastRack: z.int().nullable(), isFirst: z.boolean(), state, openedBy: z.string(), baselineAt: z.iso.datetime(), ...progress },
});

/** 开始盘点: reads the books of a room, a zone or a range of racks at this moment; that is what the count is compared with. */
export const openStocktake = act({
  name: 'stocktake.open',
  title: '开始盘点',
  route: 'POST /stocktakes',
  permission: 'stock.count',
  scope: 'own',
  input: z
    .object({
      roomId: z.uuid(),
      name: z.string().trim().min(2, '请填写盘点名称').max(40).describe('名称'),
      zone: number.optional().describe('区号，不填为整个库房'),
      firstRack: number.optional().describe('起始架号，不填为整区'),
      lastRack: number.optional().describe('终止架号'),
      isFirst: z.boolean().default(false).describe('首次盘点：按实物改正库位'),
    })
    .refine(({ zone, firstRack, lastRack }) => zone !== undefined || (firstRack === undefined && lastRack === undefined), {
      message: '按架盘点须先填区号',
      path: ['zone'],
    })
    .refine(({ firstRack, lastRack }) => (firstRack === undefined) === (lastRack === undefined) && (firstRack ?? 0) <= (lastRack ?? 0), {
      message: '起止架号须同时填写，且起号不大于止号',
      path: ['lastRack'],
    }),
  output: z.object({ stocktakeId, shelfCount: z.int(), volumeCount: z.int() }),
  audited: ['roomId', 'zone', 'firstRack', 'lastRack'],
});

export const findStocktakes = query({
  name: 'stocktake.findStocktakes',
  title: '盘点列表',
  route: 'GET /stocktakes',
  permission: 'stackroom.read',
  scope: 'own',
  input: z.object({
    state: state.optional(),
    after: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ stocktakes: z.array(head), next: z.uuid().nullable() }),
});

/** One stocktake with what it has come to. `open`: differences that nobody has settled yet. */
export const getStocktake = query({
  name: 'stocktake.getStocktake',
  title: '盘点进度',
  route: 'GET /stocktakes/:stocktakeId',
  permission: 'stackroom.read',
  scope: 'own',
  input: z.object({ stocktakeId }),
  output: head.extend({
    counts: z.record(z.string(), z.int()),
    open: z.record(z.string(), z.int()),
    submittedBy: z.string().nullable(),
    isMine: z.boolean().describe('由您送复核'),
    closedBy: z.string().nullable(),
    closedAt: z.iso.datetime().nullable(),
    note: z.string().nullable(),
  }),
});

export const findStocktakeShelves = query({
  name: 'stocktake.findShelves',
  title: '盘点的各层',
  route: 'GET /stocktakes/:stocktakeId/shelves',
  permission: 'stackroom.read',
  scope: 'own',
  input: z.object({
    stocktakeId,
    state: z.enum(['waiting', 'counted']).optional(),
    after: z.string().max(40).optional().describe('上一页最后一个地址'),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  }),
  output: z.object({
    shelves: z.array(
      z.object({
        ...{ address: z.string(), state: z.enum(['waiting', 'counted']), expectedCount: z.int(), seenCount: z.int().nullable() },
        ...{ countedBy: z.string().nullable(), countedAt: z.iso.datetime().nullable() },
      }),
    ),
    next: z.string().nullable(),
  }),
});

const line = z.object({
  ...{ barcode: z.string(), dossierId: z.uuid().nullable(), place: z.string().nullable(), seenAt: z.string().nullable() },
  ...{ isDamaged: z.boolean(), category: category.nullable(), resolution: resolution.nullable(), note: z.string().nullable() },
});

/** Every line of one level: what the books have there, and what was seen there. */
export const getShelf = query({
  name: 'stocktake.getShelf',
  title: '盘点一层',
  route: 'GET /stocktakes/:stocktakeId/shelf',
  permission: 'stock.count',
  scope: 'own',
  input: z.object({ stocktakeId, address: z.string().trim().max(40).describe('层地址') }),
  output: z.object({
    address: z.string(),
    state: z.enum(['waiting', 'counted']),
    lines: z.array(line.extend({ isExpected: z.boolean(), isSeen: z.boolean(), isOut: z.boolean() })),
    next: z.string().nullable().describe('下一个待盘的层'),
  }),
});

/** Keeps scans as they come; the same codes again change nothing, so a lost answer may be asked for again. */
export const addScans = housekeeping({
  name: 'stocktake.addScans',
  title: '记入盘点扫描',
  route: 'POST /stocktakes/:stocktakeId/scans',
  permission: 'stock.count',
  scope: 'own',
  input: z.object({
    stocktakeId,
    address: z.string().trim().max(40),
    scans: z
      .array(z.object({ barcode, isDamaged: z.boolean().default(false) }))
      .min(1)
      .max(500),
  }),
  output: z.object({ scans: z.array(z.object({ barcode: z.string(), said: category, place: z.string().nullable() })) }),
});

/** Takes back a scan that was an error. */
export const removeScan = housekeeping({
  name: 'stocktake.removeScan',
  title: '撤去一条盘点扫描',
  route: 'POST /stocktakes/:stocktakeId/scans/remove',
  permission: 'stock.count',
  scope: 'own',
  input: z.object({ stocktakeId, address: z.string().trim().max(40), barcode }),
  output: z.object({}),
});

const counted = z.object({ counts: z.record(z.string(), z.int()), correctedCount: z.int(), next: z.string().nullable() });

/** 盘完一层: judges what the books have there and what was seen there. */
export const finishShelf = act({
  name: 'stocktake.finishShelf',
  title: '盘完一层',
  route: 'POST /stocktakes/:stocktakeId/finish-shelf',
  permission: 'stock.count',
  scope: 'own',
  input: z.object({ stocktakeId, address: z.string().trim().max(40) }),
  output: counted,
  audited: ['stocktakeId', 'address'],
});

/** 盘点表回录: what was ticked on paper; all that the sheet lists and that is not named as missing was seen. */
export const enterSheet = act({
  name: 'stocktake.enterSheet',
  title: '回录盘点表',
  route: 'POST /stocktakes/:stocktakeId/enter-sheet',
  permission: 'stock.count',
  scope: 'own',
  input: z.object({
    stocktakeId,
    address: z.string().trim().max(40),
    missing: codes.default([]).describe('缺的条码'),
    extra: codes.default([]).describe('表上没有而架上有的条码'),
    damaged: codes.default([]).describe('标签损坏的条码'),
  }),
  output: counted,
  audited: ['stocktakeId', 'address'],
});

export const reopenShelf = act({
  name: 'stocktake.reopenShelf',
  title: '重盘一层',
  route: 'POST /stocktakes/:stocktakeId/reopen-shelf',
  permission: 'stock.count',
  scope: 'own',
  input: z.object({ stocktakeId, address: z.string().trim().max(40), reason: why('重盘原因') }),
  output: z.object({ address: z.string() }),
  audited: ['stocktakeId', 'address'],
});

export const findResults = query({
  name: 'stocktake.findResults',
  title: '盘点结果',
  route: 'GET /stocktakes/:stocktakeId/results',
  permission: 'stackroom.read',
  scope: 'own',
  input: z.object({
    stocktakeId,
    category: category.exclude(['match']),
    onlyOpen: z.enum(['true', 'false']).optional().describe('只看未处理的'),
    after: z.string().max(60).optional().describe('上一页最后一个条码'),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  }),
  output: z.object({ lines: z.array(line), next: z.string().nullable() }),
});

export const resolve = act({
  name: 'stocktake.resolve',
  title: '处理盘点差异',
  route: 'POST /stocktakes/:stocktakeId/resolve',
  permission: 'stock.count',
  scope: 'own',
  input: z.object({ stocktakeId, barcodes: z.array(barcode).min(1).max(200), resolution, reason: why('处理说明') }),
  output: z.object({ count: z.int() }),
  audited: ['stocktakeId', 'resolution'],
});

export const submitStocktake = act({
  name: 'stocktake.submit',
  title: '盘点送复核',
  route: 'POST /stocktakes/:stocktakeId/submit',
  permission: 'stock.count',
  scope: 'own',
  input: z.object({ stocktakeId }),
  output: z.object({ counts: z.record(z.string(), z.int()) }),
  audited: ['stocktakeId'],
});

export const sendBackStocktake = act({
  name: 'stocktake.sendBack',
  title: '退回盘点',
  route: 'POST /stocktakes/:stocktakeId/send-back',
  permission: 'stock.close',
  scope: 'own',
  input: z.object({ stocktakeId, reason: why('退回原因') }),
  output: z.object({}),
  audited: ['stocktakeId'],
});

/** 结束盘点: by a second person; afterwards its lines stay as they are. */
export const closeStocktake = act({
  name: 'stocktake.close',
  title: '结束盘点',
  route: 'POST /stocktakes/:stocktakeId/close',
  permission: 'stock.close',
  scope: 'own',
  input: z.object({ stocktakeId }),
  output: z.object({ counts: z.record(z.string(), z.int()) }),
  audited: ['stocktakeId'],
});

export const cancelStocktake = act({
  name: 'stocktake.cancel',
  title: '作废盘点',
  route: 'POST /stocktakes/:stocktakeId/cancel',
  permission: 'stock.close',
  scope: 'own',
  input: z.object({ stocktakeId, reason: why('作废原因') }),
  output: z.object({}),
  audited: ['stocktakeId'],
});

/** Volumes that a stocktake confirmed as missing and nobody has found since. */
export const findMissing = query({
  name: 'stocktake.findMissing',
  title: '在查的缺失卷',
  route: 'GET /missing-volumes',
  permission: 'stackroom.read',
  scope: 'own',
  input: z.object({ after: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(200).default(100) }),
  output: z.object({
    volumes: z.array(
      z.object({
        ...{ id: z.uuid(), barcode: z.string(), dossierId: z.uuid(), referenceCode: z.string(), place: z.string().nullable() },
        ...{ missingSince: z.iso.datetime(), stocktakeName: z.string() },
      }),
    ),
    next: z.uuid().nullable(),
  }),
});

/** 盘点表: in the order of the shelves, with a box to tick for each volume. */
export const printSheet = query({
  name: 'stocktake.printSheet',
  title: '打印盘点表',
  route: 'GET /stocktakes/:stocktakeId/sheet',
  permission: 'stackroom.read',
  scope: 'own',
  returns: 'file',
  input: z.object({ stocktakeId, rack: z.coerce.number().int().min(1).max(99).optional().describe('只打印这一架') }),
  output: z.unknown(),
  audited: ['stocktakeId', 'rack'],
});

export const printReport = query({
  name: 'stocktake.printReport',
  title: '打印盘点报告',
  route: 'GET /stocktakes/:stocktakeId/report',
  permission: 'stackroom.read',
  scope: 'own',
  returns: 'file',
  input: z.object({ stocktakeId }),
  output: z.unknown(),
  audited: ['stocktakeId'],
});

export const exportResults = query({
  name: 'stocktake.exportResults',
  title: '导出盘点差异',
  route: 'GET /stocktakes/:stocktakeId/results.xlsx',
  permission: 'stackroom.read',
  scope: 'own',
  returns: 'file',
  input: z.object({ stocktakeId }),
  output: z.unknown(),
  audited: ['stocktakeId'],
});
