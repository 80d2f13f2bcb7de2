import { z } from 'zod';
import { query } from '../../../core/operation.ts';

const list = z.string().max(8000).describe('id，逗号分隔，最多 200 个');
const year = z.coerce.number().int().min(2000).max(2099).describe('年份');

const paper = (name: string, title: string, route: `GET /${string}`, input: z.ZodObject) =>
  query({ name: `transfer.${name}`, title, route, permission: 'transfer.read', scope: 'own', returns: 'file', input, output: z.unknown() });

/** 转递通知单: address label, stub, notice and receipt, one page a dossier. */
export const printNotices = paper('printNotices', '打印转递通知单', 'GET /transfers/notices', z.object({ transferIds: list }));
/** 机要清单: what goes together under one number. */
export const printRoll = paper('printRoll', '打印机要清单', 'GET /transfers/roll', z.object({ transferIds: list }));
export const printChases = paper('printChases', '打印催办函', 'GET /transfers/chases', z.object({ transferIds: list }));
/** 转出登记簿 of one year. */
export const printRegister = paper('printRegister', '打印转出登记簿', 'GET /transfers/register', z.object({ year }));
export const exportRegister = paper('exportRegister', '导出转出登记簿', 'GET /transfers/register/sheet', z.object({ year }));
/** 调档函 with its QR code and tear-off label. */
export const printLetters = paper('printLetters', '打印调档函', 'GET /letters/paper', z.object({ letterIds: list }));
/** 回执 for dossiers that came. */
export const printAcknowledgements = paper(
  'printAcknowledgements',
  '打印回执',
  'GET /acknowledgements/paper',
  z.object({ dossierIds: list }),
);
