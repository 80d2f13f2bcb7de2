import { z } from 'zod';
import { act, query } from '../../../core/operation.ts';
import { deaccessionReasons, deaccessionStates } from '../rules.ts';
import { keysOf, paging, why } from './words.ts';

/** 申请注销: death, or retirement handed over. */
export const askDeaccession = act({
  name: 'transfer.askDeaccession',
  title: '申请注销',
  route: 'POST /deaccessions',
  permission: 'transfer.manage',
  scope: 'own',
  input: z.object({
    dossierId: z.uuid().describe('档案'),
    reasonCode: keysOf(deaccessionReasons).describe('注销原因'),
    evidence: why('依据'),
    handedTo: z.string().trim().min(2, '请填写移交去向').max(80).describe('移交去向'),
  }),
  output: z.object({ deaccessionId: z.uuid() }),
  audited: ['dossierId', 'reasonCode'],
});

export const approveDeaccession = act({
  name: 'transfer.approveDeaccession',
  title: '批准注销',
  route: 'POST /deaccessions/:deaccessionId/approve',
  permission: 'transfer.approve',
  scope: 'own',
  input: z.object({ deaccessionId: z.uuid() }),
  output: z.object({ volumeCount: z.int() }),
  audited: ['deaccessionId'],
});

export const refuseDeaccession = act({
  name: 'transfer.refuseDeaccession',
  title: '不批准注销',
  route: 'POST /deaccessions/:deaccessionId/refuse',
  permission: 'transfer.approve',
  scope: 'own',
  input: z.object({ deaccessionId: z.uuid(), reason: why('不批准的理由') }),
  output: z.object({}),
  audited: ['deaccessionId'],
});

/** 撤销注销: it was a mistake; the dossier waits at the desk to be shelved again, and figures lose what they were given. */
export const restoreDossier = act({
  name: 'transfer.restoreDossier',
  title: '撤销注销',
  route: 'POST /deaccessions/:deaccessionId/restore',
  permission: 'transfer.approve',
  scope: 'own',
  input: z.object({ deaccessionId: z.uuid(), reason: why('撤销理由') }),
  output: z.object({ volumeCount: z.int() }),
  audited: ['deaccessionId'],
});

const deaccession = z.object({
  ...{ id: z.uuid(), dossierId: z.uuid(), referenceCode: z.string(), personName: z.string(), state: keysOf(deaccessionStates) },
  ...{ reasonCode: keysOf(deaccessionReasons), evidence: z.string(), handedTo: z.string(), askedBy: z.string(), askedAt: z.iso.datetime() },
  ...{ decidedBy: z.string().nullable(), note: z.string().nullable() },
});

export const findDeaccessions = query({
  name: 'transfer.findDeaccessions',
  title: '注销列表',
  route: 'GET /deaccessions',
  permission: 'transfer.read',
  scope: 'own',
  input: z.object({ state: keysOf(deaccessionStates).optional(), dossierId: z.uuid().optional(), ...paging }),
  output: z.object({ deaccessions: z.array(deaccession), next: z.string().nullable() }),
  audited: ['state', 'dossierId'],
});
