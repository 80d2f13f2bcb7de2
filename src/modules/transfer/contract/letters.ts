import { z } from 'zod';
import { inReasons } from '../../../core/codes/tables.ts';
import { act, query } from '../../../core/operation.ts';
import { letterKinds, letterStates } from '../rules.ts';
import { day, keysOf, paging, said, why } from './words.ts';

/** 开具调档函: numbered, and awaited at the desk from then on. */
export const issueLetter = act({
  name: 'transfer.issueLetter',
  title: '开具调档函',
  route: 'POST /letters',
  permission: 'transfer.manage',
  scope: 'own',
  input: z.object({
    letterKind: keysOf(letterKinds).default('move').describe('函种'),
    personName: z.string().trim().min(1).max(60).describe('姓名'),
    idNumber: z.string().trim().min(1).max(30).describe('公民身份号码'),
    receiverId: z.uuid().describe('原存档单位'),
    inReason: keysOf(inReasons).describe('转入原因'),
    reason: said,
  }),
  output: z.object({ letterId: z.uuid(), letterNumber: z.string(), expiresOn: day }),
});

export const voidLetter = act({
  name: 'transfer.voidLetter',
  title: '作废调档函',
  route: 'POST /letters/:letterId/void',
  permission: 'transfer.manage',
  scope: 'own',
  input: z.object({ letterId: z.uuid(), reason: why('作废理由') }),
  output: z.object({}),
  audited: ['letterId'],
});

const letter = z.object({
  ...{ id: z.uuid(), letterNumber: z.string(), letterKind: keysOf(letterKinds), state: keysOf(letterStates), personName: z.string() },
  ...{ idNumber: z.string(), receiverName: z.string(), inReason: keysOf(inReasons), issuedOn: day, expiresOn: day, issuedBy: z.string() },
  ...{ dossierId: z.uuid().nullable(), note: z.string().nullable() },
});

/** Letters, newest first; the ID number is masked. */
export const findLetters = query({
  name: 'transfer.findLetters',
  title: '调档函列表',
  route: 'GET /letters',
  permission: 'transfer.read',
  scope: 'own',
  input: z.object({ state: keysOf(letterStates).optional(), letterNumber: z.string().max(40).optional().describe('编号开头'), ...paging }),
  output: z.object({ letters: z.array(letter), next: z.string().nullable() }),
  audited: ['state'],
});

const owed = z.object({
  ...{ dossierId: z.uuid(), referenceCode: z.string(), personName: z.string(), previousInstitution: z.string(), registeredOn: day },
  overdueDays: z.int(),
});

/** 待寄回执: dossiers that came by parcel and whose receipt was not sent yet, longest first. */
export const findAcknowledgements = query({
  name: 'transfer.findAcknowledgements',
  title: '待寄回执',
  route: 'GET /acknowledgements',
  permission: 'transfer.read',
  scope: 'own',
  input: z.object({ overdue: z.enum(['true', 'false']).optional().describe('只看逾期的'), ...paging }),
  output: z.object({ acknowledgements: z.array(owed), next: z.string().nullable() }),
  audited: ['overdue'],
});

export const sendAcknowledgements = act({
  name: 'transfer.sendAcknowledgements',
  title: '登记回执已寄',
  route: 'POST /acknowledgements/send',
  permission: 'transfer.manage',
  scope: 'own',
  input: z.object({ dossierIds: z.array(z.uuid()).min(1).max(200), sentOn: day.optional().describe('寄出日期；不填为今天') }),
  output: z.object({ count: z.int() }),
  audited: ['dossierIds', 'sentOn'],
});
