import { v7 as newId } from 'uuid';
import { normaliseIdNumber, to18 } from '../../../core/codes/id-number.ts';
import { type Issue, Problem, refuse } from '../../../core/problem.ts';
import { dayOf } from '../../../core/time.ts';
import type { Context, Intake } from '../../../platform/house.ts';
import { nextNumber } from '../../../platform/numbers.ts';
import { answer, implement } from '../../../platform/run.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import { readSetting } from '../../../platform/settings.ts';
import { findOwnUser } from '../../accounts/index.ts';
import { findItems } from '../../catalogue/index.ts';
import { getScan } from '../../digitisation/index.ts';
import { getPersonOf } from '../../holdings/index.ts';
import { eventOf } from '../closing.ts';
import * as contract from '../contract.ts';
import { checkApplication, type Reader } from '../rules.ts';
import * as store from '../store/consultations.ts';
import { inState } from './finding.ts';

const LETTER_BYTES = 10 * 2 ** 20;

export const uploadLetter = answer(
  contract.uploadLetter,
  async ({ tx, actor, now }, _input, { sha256, sizeBytes, head }) => {
    const mime = letterType(head);
    if (!mime) throw new Problem('invalid_input', 'not a letter', [{ path: '', message: '须为 JPEG、PNG 或 PDF；收到的文件不是' }]);
    const letterId = newId();
    await store.insertLetter(tx, { id: letterId, sha256, mime, sizeBytes, now, userId: actor.userId });
    return { letterId };
  },
  async ({ blobs, body }: Intake) => {
    if (!body) throw new Problem('invalid_input', 'no body', [{ path: '', message: '没有收到文件' }]);
    return { taken: await blobs.put(body, LETTER_BYTES) };
  },
);

/** By the first bytes; what a file is called says nothing. */
function letterType(head: Uint8Array): string | undefined {
  const text = Buffer.from(head.subarray(0, 8)).toString('latin1');
  if (text.startsWith('%PDF-')) return 'application/pdf';
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  return text === '\x89PNG\r\n\x1a\n' ? 'image/png' : undefined;
}

export const apply = implement(contract.apply, async (context, input) => {
  const { tx, actor, now } = context;
  const person = await getPersonOf(tx, input.dossierId);
  if (!person) throw new Problem('not_found', `dossier ${input.dossierId}`);
  const holderId = await holderOf(context, input.holder);
  const items = new Set((await findItems(tx, input.dossierId)).map(({ id }) => id));
  const readers: Reader[] = input.readers.map((reader) => ({ ...reader, idNumber: to18(normaliseIdNumber(reader.idNumber)) }));
  const issues: Issue[] = [
    ...((await getScan(tx, input.dossierId))?.state === 'published'
      ? []
      : [{ path: 'dossierId', message: '这份档案没有已发布的影像，不能在屏幕上查阅' }]),
    ...(input.itemIds.every((id) => items.has(id)) ? [] : [{ path: 'itemIds', message: '目录已变动，请重新选择材料' }]),
    ...(holderId ? [] : [{ path: 'holder', message: `本单位没有可用的账号“${input.holder}”` }]),
    ...(await checkLetter(context, input.letterId)),
    ...checkApplication({ ...input, readers }, person, dayOf(now)),
  ];
  refuse(issues, input.reason);
  const id = newId();
  const number = `CY${dayOf(now).slice(0, 4)}-${String(await nextNumber(tx, `consultation.${dayOf(now).slice(0, 4)}`)).padStart(6, '0')}`;
  const levelCount = await levelsOf(tx, person.kind);
  const { dossierId, purpose, unit, minutes, mayPrint, mayDownload } = input;
  const itemIds = [...new Set(input.itemIds)];
  await store.insertConsultation(tx, {
    ...{ id, number, dossierId, kind: person.kind, purpose, unit, readers, itemIds, minutes, mayPrint, mayDownload, levelCount },
    ...{ note: input.note || null, letterId: input.letterId ?? null, reason: (issues.length > 0 && input.reason) || null },
    ...{ appliedOn: dayOf(now), appliedBy: actor.userId, holderId: holderId ?? actor.userId },
  });
  const data = {
    ...{ number, purpose, readerCount: readers.length, levelCount, itemCount: itemIds.length, minutes, mayPrint, mayDownload },
    ...{ warnings: issues.flatMap(({ rule }) => rule ?? []), reason: (issues.length > 0 && input.reason) || null },
  };
  return { result: { consultationId: id, number }, events: [eventOf({ id, dossierId }, 'consultation.applied', now, data)] };
});

export const withdraw = implement(contract.withdraw, async ({ tx, actor, now }, { consultationId, version }) => {
  const row = await inState(tx, consultationId, ['waiting', 'granted'], version);
  if (row.appliedBy !== actor.userId && row.holderId !== actor.userId)
    throw new Problem('rule_broken', 'not the applicant', [{ path: '', message: '只有申请人可以撤回' }]);
  await store.updateConsultation(tx, row.id, { state: 'withdrawn', closedAt: now });
  return { result: { state: 'withdrawn' as const }, events: [eventOf(row, 'consultation.withdrawn', now, {})] };
});

/** Whose account it is read with; undefined when there is no such account here. */
async function holderOf({ tx, actor }: Pick<Context, 'tx' | 'actor'>, loginName: string | undefined): Promise<string | undefined> {
  if (!loginName || loginName === actor.loginName) return actor.userId;
  return (await findOwnUser(tx, loginName))?.id;
}

async function checkLetter({ tx, actor }: Pick<Context, 'tx' | 'actor'>, letterId: string | undefined): Promise<Issue[]> {
  if (!letterId || (await store.getLetter(tx, letterId))?.createdBy === actor.userId) return [];
  return [{ path: 'letterId', message: '附件已失效，请重新上传' }];
}

const levelsOf = async (tx: Scoped, kind: 'floating' | 'cadre') =>
  Number(await readSetting(tx, kind === 'cadre' ? 'consultation.cadreLevels' : 'consultation.floatingLevels'));
