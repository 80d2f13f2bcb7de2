import { v7 as newId } from 'uuid';
import { Problem, refuse } from '../../core/problem.ts';
import { dayOf } from '../../core/time.ts';
import { answer, implement } from '../../platform/run.ts';
import * as contract from './contract.ts';
import { alreadySigned, carriers, checkParcel, normaliseTrackingNo } from './rules.ts';
import * as store from './store.ts';

export const signParcel = implement(contract.signParcel, async ({ tx, actor, now }, input) => {
  const given = normaliseTrackingNo(input.trackingNo);
  const issues = checkParcel({ ...input, trackingNo: given });
  if (input.photoId && !(await store.getFile(tx, input.photoId))) issues.push({ path: 'photoId', message: '照片不存在，请重新上传' });
  refuse(issues);
  const signedOn = dayOf(now);
  const trackingNo = given || `${carriers[input.carrier].zh}${signedOn.replaceAll('-', '')}-${await store.nextNumber(tx, `parcel/${signedOn}`)}`;
  const { carrier, sender, sealState } = input;
  const listedCount = input.listedCount ?? null;
  const parcel = { id: newId(), carrier, trackingNo, sender, sealState, listedCount, signedOn, signedAt: now, signedBy: actor.userId };
  const optional = { sealNote: input.sealNote || null, photoId: input.photoId ?? null, remark: input.remark || null };
  if (!(await store.insertParcel(tx, { ...parcel, ...optional }))) {
    const earlier = await store.findByTrackingNo(tx, carrier, trackingNo);
    throw new Problem('conflict', 'parcel signed for already', [alreadySigned(trackingNo, earlier?.signedOn ?? signedOn)]);
  }
  const rows = [{ table: 'parcel', id: parcel.id }];
  const subject = { kind: 'parcel', id: parcel.id };
  return {
    result: { parcelId: parcel.id, trackingNo },
    events: [{ type: 'parcel.signed', occurredAt: now, subject, dims: { carrier }, data: { carrier, sealState, listedCount }, rows }],
  };
});

export const findParcels = answer(contract.findParcels, async ({ tx }, { limit, ...filter }) => {
  const rows = await store.findParcels(tx, { ...filter, limit: limit + 1 });
  const parcels = rows.slice(0, limit).map((row) => ({ ...row, signedAt: row.signedAt.toISOString() }));
  return { parcels, next: rows.length > limit ? (parcels.at(-1)?.id ?? null) : null };
});

export const getParcel = answer(contract.getParcel, async ({ tx }, { parcelId }) => {
  const parcel = await store.getParcel(tx, parcelId);
  if (!parcel) throw new Problem('not_found', `parcel ${parcelId}`);
  return { ...parcel, signedAt: parcel.signedAt.toISOString() };
});

const PHOTO_BYTES = 10 * 2 ** 20;

export const uploadPhoto = answer(contract.uploadPhoto, async ({ tx, actor, now, blobs, body }) => {
  if (!body) throw new Problem('invalid_input', 'no body', [{ path: '', message: '没有收到照片' }]);
  const { sha256, sizeBytes, head } = await blobs.put(body, PHOTO_BYTES);
  const mime = photoType(head);
  if (!mime) throw new Problem('invalid_input', 'not a photo', [{ path: '', message: '照片须为 JPEG 或 PNG；收到的文件不是图像' }]);
  const photoId = newId();
  await store.insertFile(tx, { id: photoId, sha256, mime, sizeBytes, createdAt: now, createdBy: actor.userId });
  return { photoId };
});

export const getPhoto = answer(contract.getPhoto, async ({ tx, blobs }, { photoId }) => {
  const file = await store.getFile(tx, photoId);
  if (!file) throw new Problem('not_found', `photo ${photoId}`);
  return { mime: file.mime, fileName: `${photoId}.${file.mime === 'image/png' ? 'png' : 'jpg'}`, bytes: await blobs.get(file.sha256) };
});

/** By the first bytes; what a file is called says nothing. */
function photoType(head: Uint8Array): 'image/jpeg' | 'image/png' | undefined {
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'image/jpeg';
  return Buffer.from(head.subarray(0, 8)).toString('latin1') === '\x89PNG\r\n\x1a\n' ? 'image/png' : undefined;
}
