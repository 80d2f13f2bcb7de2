import { z } from 'zod';
import { act, query } from '../../core/operation.ts';
import { volumeParts } from '../holdings/rules.ts';

export * from './contract/tickets.ts';

const range = (max: number, zh: string) => z.int().min(1).max(max).describe(zh);
const ids = z.array(z.uuid()).min(1).max(500);

export const findRooms = query({
  name: 'stackroom.findRooms',
  title: '库房列表',
  route: 'GET /rooms',
  permission: 'stackroom.read',
  scope: 'own',
  input: z.object({}),
  output: z.object({
    rooms: z.array(
      z.object({ id: z.uuid(), code: z.string(), name: z.string(), shelfCount: z.int(), capacity: z.int(), usedCount: z.int() }),
    ),
  }),
});

export const createRoom = act({
  name: 'stackroom.createRoom',
  title: '建立库房',
  route: 'POST /rooms',
  permission: 'stackroom.manage',
  scope: 'own',
  input: z.object({
    code: z
      .string()
      .regex(/^[0-9A-Z]{2,8}$/, '库房编号用 2 至 8 位大写字母或数字，如 KF01')
      .describe('库房编号'),
    name: z.string().trim().min(1).max(40).describe('名称'),
  }),
  output: z.object({ roomId: z.uuid() }),
  audited: ['code'],
});

/** Adds the levels of whole racks at once: zones × racks × faces × bays × levels. What stands already is refused. */
export const addShelves = act({
  name: 'stackroom.addShelves',
  title: '增加架位',
  route: 'POST /rooms/:roomId/shelves',
  permission: 'stackroom.manage',
  scope: 'own',
  input: z.object({
    roomId: z.uuid(),
    zone: range(99, '区号'),
    firstRack: range(99, '起始架号'),
    rackCount: range(50, '架数'),
    faces: z.enum(['A', 'B', 'AB']).describe('面'),
    bayCount: range(50, '每面列数'),
    levelCount: range(20, '每列层数'),
    capacity: range(999, '每层卷数'),
  }),
  output: z.object({ shelfCount: z.int(), capacity: z.int() }),
  audited: ['roomId', 'zone', 'firstRack', 'rackCount'],
});

export const findShelves = query({
  name: 'stackroom.findShelves',
  title: '架位列表',
  route: 'GET /rooms/:roomId/shelves',
  permission: 'stackroom.read',
  scope: 'own',
  input: z.object({
    roomId: z.uuid(),
    zone: z.coerce.number().int().optional(),
    rack: z.coerce.number().int().optional(),
    onlyFree: z.enum(['true', 'false']).optional().describe('只看有空位的'),
    after: z.string().max(40).optional().describe('上一页最后一个地址'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    shelves: z.array(z.object({ id: z.uuid(), address: z.string(), capacity: z.int(), usedCount: z.int() })),
    next: z.string().nullable(),
  }),
  audited: ['roomId', 'zone', 'rack', 'onlyFree'],
  exports: {
    ...{ rows: 'shelves', cursor: 'after' },
    columns: {
      address: { title: '层地址', field: 'address', width: 28 },
      capacity: { title: '可存', field: 'capacity', as: 'number', width: 8 },
      used: { title: '已存', field: 'usedCount', as: 'number', width: 8 },
    },
  },
});

/** Volumes between desk and store room. */
const waiting = z.object({
  id: z.uuid(),
  barcode: z.string(),
  dossierId: z.uuid(),
  referenceCode: z.string(),
  personName: z.string(),
  part: z.enum(['principal', 'counterpart']),
  handedOverBy: z.string().nullable(),
  handedOverAt: z.iso.datetime().nullable(),
});

export const findWaiting = query({
  name: 'stackroom.findWaiting',
  title: '待移交、待接收的卷',
  route: 'GET /volumes/waiting',
  permission: 'stackroom.read',
  scope: 'own',
  input: z.object({
    state: z.enum(['registered', 'handedOver']).describe('registered 待移交，handedOver 待接收'),
    after: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  output: z.object({ volumes: z.array(waiting), next: z.uuid().nullable() }),
  audited: ['state'],
  exports: {
    ...{ rows: 'volumes', cursor: 'after' },
    columns: {
      barcode: { title: '卷条码', field: 'barcode', width: 24 },
      person: { title: '姓名', field: 'personName', width: 12 },
      part: { title: '正副本', field: 'part', words: volumeParts, width: 8 },
      code: { title: '存档编号', field: 'referenceCode', width: 22 },
      by: { title: '移交人', field: 'handedOverBy', width: 12 },
      at: { title: '移交时间', field: 'handedOverAt', as: 'instant', width: 18 },
    },
  },
});

/** 移交: the desk gives volumes to the store room. */
export const handOver = act({
  name: 'stackroom.handOver',
  title: '移交库房',
  route: 'POST /volumes/hand-over',
  permission: 'volume.handOver',
  scope: 'own',
  input: z.object({ volumeIds: ids }),
  output: z.object({ handedOverCount: z.int() }),
  audited: ['volumeIds'],
});

/** 接收上架: the store room takes them, each at its place. A level's address alone means its next free position. */
export const shelve = act({
  name: 'stackroom.shelve',
  title: '接收上架',
  route: 'POST /volumes/shelve',
  permission: 'volume.shelve',
  scope: 'own',
  input: z.object({
    places: z
      .array(z.object({ barcode: z.string().trim().min(1).max(60), address: z.string().trim().min(1).max(40) }))
      .min(1)
      .max(500),
  }),
  output: z.object({ shelved: z.array(z.object({ barcode: z.string(), address: z.string() })) }),
});

export const refuseHandOver = act({
  name: 'stackroom.refuseHandOver',
  title: '退回移交',
  route: 'POST /volumes/refuse',
  permission: 'volume.shelve',
  scope: 'own',
  input: z.object({ volumeIds: ids, reason: z.string().trim().min(2).max(200).describe('退回原因') }),
  output: z.object({ refusedCount: z.int() }),
  audited: ['volumeIds'],
});

/** 移位: a volume that stands goes to another place. */
export const moveVolume = act({
  name: 'stackroom.moveVolume',
  title: '移动库位',
  route: 'POST /volumes/move',
  permission: 'volume.shelve',
  scope: 'own',
  input: z.object({ barcode: z.string().trim().min(1).max(60), address: z.string().trim().min(1).max(40) }),
  output: z.object({ barcode: z.string(), address: z.string() }),
});

/** 条码标签: Code 128 of the bar code, nothing about the person on the outside. */
export const printLabels = query({
  name: 'stackroom.printLabels',
  title: '打印条码标签',
  route: 'GET /labels',
  permission: 'stackroom.read',
  scope: 'own',
  returns: 'file',
  input: z.object({ dossierIds: z.string().max(20_000).describe('档案 id，逗号分隔，最多 500 个') }),
  output: z.unknown(),
});
