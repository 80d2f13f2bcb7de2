import { Problem } from '../../../core/problem.ts';
import { dayOf, minuteOf } from '../../../core/time.ts';
import type { Context } from '../../../platform/house.ts';
import { refuseUnprintable } from '../../../platform/papers/glyphs.ts';
import { typeset } from '../../../platform/papers/typst.ts';
import { answer } from '../../../platform/run.ts';
import { workbookFile } from '../../../platform/workbook.ts';
import { nameUsers, unitName } from '../../accounts/index.ts';
import { findRegisteredOn } from '../../holdings/index.ts';
import { custodyStates } from '../../holdings/rules.ts';
import * as contract from '../contract.ts';
import { DAY_PAPER, SLIP_PAPER } from '../papers.ts';
import { carriers, parcelStates } from '../rules.ts';
import * as store from '../store.ts';

const MOST = 5000;
const parcelHead = ['序号', '邮件号', '来档方式', '来档单位', '清单份数', '实收份数', '状态', '说明', '签收人'];
const dossierHead = ['序号', '存档编号', '姓名', '原存档单位', '卷数', '状态'];

export const printDay = answer(contract.printDay, async (context, { day }) => {
  const { parcels, dossiers } = await linesOf(context, day);
  refuseUnprintable(Object.fromEntries([...parcels, ...dossiers].map((cells, i) => [`rows.${i}`, cells.join('')])));
  const { tx, now, actor } = context;
  const printed = { unit: await unitName(tx), printedBy: actor.displayName, printedAt: minuteOf(now) };
  const paper = { ...printed, title: '当日清册', day, parcels, dossiers, parcelHead, dossierHead };
  return { mime: 'application/pdf', fileName: `当日清册-${day}.pdf`, bytes: typeset(DAY_PAPER, paper) };
});

export const exportDay = answer(contract.exportDay, async (context, { day }) => {
  const { parcels, dossiers } = await linesOf(context, day);
  return workbookFile(`当日清册-${day}.xlsx`, [
    { name: '包裹', widths: parcelHead.map(() => 16), rows: [parcelHead, ...parcels] },
    { name: '档案', widths: dossierHead.map(() => 20), rows: [dossierHead, ...dossiers] },
  ]);
});

/** What a day brought, as the rows of its paper: parcels signed for, dossiers registered. @throws too_large */
async function linesOf({ tx }: Context, day: string) {
  const parcels = await store.findParcels(tx, { signedOn: day, limit: MOST + 1 });
  const dossiers = await findRegisteredOn(tx, day, MOST + 1);
  if (parcels.length > MOST || dossiers.length > MOST)
    throw new Problem('too_large', 'day', [{ path: 'day', message: `当日包裹或档案超过 ${MOST}，请分别在列表中导出` }]);
  const names = await nameUsers(
    tx,
    parcels.map(({ signedBy }) => signedBy),
  );
  return {
    parcels: parcels
      .reverse()
      .map((p, i) => [
        ...[String(i + 1), p.trackingNo, carriers[p.carrier].zh, p.sender, String(p.listedCount ?? ''), String(p.foundCount ?? '')],
        ...[parcelStates[p.state], p.stateReason ?? p.remark ?? '', names(p.signedBy)],
      ]),
    dossiers: dossiers.map((d, i) => [
      ...[String(i + 1), d.referenceCode, d.personName, d.previousInstitution, String(d.volumeCount), custodyStates[d.custodyState]],
    ]),
  };
}

const slips = {
  returned: { title: '退件单', words: '经核对不符合接收条件，现予退回。退回理由：' },
  suspended: { title: '挂起通知', words: '经核对尚有疑问，暂缓登记，请尽快补齐或函复。原因：' },
} as const;

export const printSlip = answer(contract.printSlip, async ({ tx, now, actor }, { parcelId }) => {
  const parcel = await store.getParcel(tx, parcelId);
  if (!parcel) throw new Problem('not_found', `parcel ${parcelId}`);
  const { state, sender, trackingNo, signedOn, stateReason } = parcel;
  if (state !== 'returned' && state !== 'suspended')
    throw new Problem('rule_broken', `parcel is ${state}`, [{ path: 'parcelId', message: '只有退回或挂起的包裹才有退件单、挂起通知' }]);
  refuseUnprintable({ sender, stateReason: stateReason ?? '' });
  const head = { ...slips[state], sender, signedOn, reason: stateReason ?? '', unit: await unitName(tx), today: dayOf(now) };
  const bytes = typeset(SLIP_PAPER, { ...head, parcel: `${carriers[parcel.carrier].zh} ${trackingNo}`, by: actor.displayName });
  return { mime: 'application/pdf', fileName: `${slips[state].title}-${trackingNo}.pdf`, bytes };
});
