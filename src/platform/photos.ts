import { v7 as newId } from 'uuid';
import { Problem } from '../core/problem.ts';
import type { Context, Intake } from './house.ts';
import type { Scoped } from './scoped.ts';

const PHOTO_BYTES = 10 * 2 ** 20;

/** The body of a call as a photo of at most 10 MB. @throws invalid_input, too_large */
export const takePhoto = async ({ blobs, body }: Intake) => {
  if (!body) throw new Problem('invalid_input', 'no body', [{ path: '', message: '没有收到照片' }]);
  return { taken: await blobs.put(body, PHOTO_BYTES) };
};

type Put = Awaited<ReturnType<Context['blobs']['put']>>;

/** Enters what was taken as a photo, JPEG or PNG. @throws invalid_input */
export async function storePhoto(
  { tx, actor, now }: Context,
  _input: object,
  { sha256, sizeBytes, head }: Put,
): Promise<{ photoId: string }> {
  const mime = photoType(head);
  if (!mime) throw new Problem('invalid_input', 'not a photo', [{ path: '', message: '照片须为 JPEG 或 PNG；收到的文件不是图像' }]);
  const photoId = newId();
  await tx.insert('stored_file', { id: photoId, sha256, mime, size_bytes: sizeBytes, created_at: now, created_by: actor.userId }).execute();
  return { photoId };
}

/** @throws not_found */
export async function readPhoto({ tx, blobs }: Pick<Context, 'tx' | 'blobs'>, photoId: string) {
  const file = await tx.select('stored_file').select(['sha256', 'mime']).where('id', '=', photoId).executeTakeFirst();
  if (!file) throw new Problem('not_found', `photo ${photoId}`);
  return { mime: file.mime, fileName: `${photoId}.${file.mime === 'image/png' ? 'png' : 'jpg'}`, bytes: await blobs.get(file.sha256) };
}

/** Those of these photos that the caller's institution does not have. */
export async function findAbsentPhotos(tx: Scoped, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectOwn('stored_file')
    .select('id')
    .where('id', 'in', [...ids])
    .execute();
  const present = new Set(rows.map(({ id }) => id));
  return ids.filter((id) => !present.has(id));
}

/** By the first bytes; what a file is called says nothing. */
function photoType(head: Uint8Array): 'image/jpeg' | 'image/png' | undefined {
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'image/jpeg';
  return Buffer.from(head.subarray(0, 8)).toString('latin1') === '\x89PNG\r\n\x1a\n' ? 'image/png' : undefined;
}
