import { z } from 'zod';
import { maskIdNumber } from '../../../core/codes/id-number.ts';
import { Problem } from '../../../core/problem.ts';
import { answer } from '../../../platform/run.ts';
import { nameUsers } from '../../accounts/index.ts';
import * as contract from '../contract.ts';
import { findGaps } from '../rules.ts';
import * as dossiersStore from '../store/dossiers.ts';
import * as personsStore from '../store/persons.ts';
import * as volumesStore from '../store/volumes.ts';

export const findDossiers = answer(contract.findDossiers, async ({ tx }, { limit, ...filter }) => {
  const rows = await dossiersStore.findDossiers(tx, { ...filter, limit: limit + 1 });
  const dossiers = rows.slice(0, limit).map((row) => ({ ...row, idNumber: maskIdNumber(row.idNumber) }));
  return { dossiers, next: rows.length > limit ? (dossiers.at(-1)?.id ?? null) : null };
});

export const getDossier = answer(contract.getDossier, async ({ tx }, { dossierId }) => {
  const found = await dossiersStore.getDossier(tx, dossierId);
  if (!found) throw new Problem('not_found', `dossier ${dossierId}`);
  const { personId, depositorId, depositorName, uscc, openingRunId, ...dossier } = found;
  const person = await personsStore.getPerson(tx, personId);
  const volumes = await volumesStore.findVolumesOf(tx, dossierId);
  const others = await dossiersStore.findOthersOf(tx, personId, dossierId);
  const names = await nameUsers(tx, [dossier.registeredBy]);
  return {
    ...dossier,
    lacks: openingRunId === null ? [] : findGaps(person, dossier),
    idNumber: maskIdNumber(dossier.idNumber),
    registeredAt: dossier.registeredAt.toISOString(),
    depositor: depositorId && depositorName && uscc ? { id: depositorId, name: depositorName, uscc } : null,
    person: {
      ...personsStore.detailsOf(person),
      ...{ id: person.id, pinyin: person.pinyin, idType: person.idType, idNumber: maskIdNumber(person.id_number), version: person.version },
      phone: person.phone && maskPhone(person.phone),
    },
    registeredBy: names(dossier.registeredBy),
    ...{ volumes, others },
  };
});

export const findDossierEvents = answer(contract.findDossierEvents, async ({ tx }, { dossierId, before, limit }) => {
  if (!(await dossiersStore.getDossier(tx, dossierId))) throw new Problem('not_found', `dossier ${dossierId}`);
  const rows = await dossiersStore.findEvents(tx, dossierId, before, limit + 1);
  const names = await nameUsers(
    tx,
    rows.flatMap(({ actorId, witnessId }) => [actorId, ...(witnessId ? [witnessId] : [])]),
  );
  const events = rows.slice(0, limit).map((row) => ({
    ...{
      seq: Number(row.seq),
      type: row.type,
      occurredAt: row.occurredAt.toISOString(),
      precision: row.precision,
      recordedAt: row.recordedAt.toISOString(),
    },
    ...{
      actor: names(row.actorId),
      witness: row.witnessId && names(row.witnessId),
      correctsSeq: row.correctsSeq === null ? null : Number(row.correctsSeq),
      data: row.data,
    },
    hash: row.hash.toString('hex'),
  }));
  return { events, next: rows.length > limit ? (events.at(-1)?.seq ?? null) : null };
});

export const revealIdNumber = answer(contract.revealIdNumber, async ({ tx }, { dossierId }) => {
  const found = await dossiersStore.getDossier(tx, dossierId);
  if (!found) throw new Problem('not_found', `dossier ${dossierId}`);
  return { idNumber: found.idNumber };
});

export const nameDossiers = answer(contract.nameDossiers, async ({ tx }, { ids }) => {
  const list = z.array(z.uuid()).max(200).safeParse(ids.split(','));
  if (!list.success) throw new Problem('invalid_input', 'ids', [{ path: 'ids', message: '最多 200 个档案 id，逗号分隔' }]);
  const rows = await dossiersStore.findNames(tx, list.data);
  return { names: Object.fromEntries(rows.map(({ id, ...names }) => [id, names])) };
});

const maskPhone = (phone: string) => (phone.length < 8 ? phone : `${phone.slice(0, 3)}****${phone.slice(-4)}`);
