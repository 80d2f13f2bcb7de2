import { v7 as newId } from 'uuid';
import { Problem } from '../../../core/problem.ts';
import type { Intake } from '../../../platform/house.ts';
import { answer } from '../../../platform/run.ts';
import * as contract from '../contract.ts';
import * as store from '../store.ts';

const PHOTO_BYTES = 10 * 2 ** 20;

const takePhoto = async ({ blobs, body }: Intake) => {
  if (!body) throw new Problem('invalid_input', 'no body', [{ path: '', message: '没有收到照片' }]);
  return { taken: await blobs.put(body, PHOTO_BYTES) };
};

export const uploadPhoto = answer(
  contract.uploadPhoto,
  async ({ tx, actor, now }, _input, { sha256, sizeBytes, head }) => {
    const mime = photoType(head);
    if (!mime) throw new Problem('invalid_input', 'not a photo', [{ path: '', message: '照片须为 JPEG 或 PNG；收到的文件不是图像' }]);
    const photoId = newId();
    await store.insertFile(tx, { id: photoId, sha256, mime, sizeBytes, createdAt: now, createdBy: actor.userId });
    return { photoId };
  },
  takePhoto,
);

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
