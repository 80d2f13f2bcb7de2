import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Problem } from '../../core/problem.ts';
import type { Context } from '../../platform/house.ts';

/** What was opened: one image of one page, at one moment, which its watermark tells. */
export type Opening = { pageId: string; sha256: string; openedAt: Date };

const MINUTES = 5;
/** Of this process: when it ends, what was opened is closed, and opening again leaves a new line of the audit log. */
const key = randomBytes(32);

/** A pass for the tiles of `opening`, good for five minutes and for nobody but the session that opened it. */
export function issuePass(context: Holder, { pageId, sha256, openedAt }: Opening): { pass: string; expiresAt: Date } {
  const expiresAt = new Date(context.now.getTime() + MINUTES * 60_000);
  const words = [pageId, sha256, openedAt.getTime(), expiresAt.getTime()].join('.');
  return { pass: `${words}.${seal(context, words)}`, expiresAt };
}

/** @throws forbidden when the pass is another session's or another page's, has expired, or was never issued. */
export function readPass(context: Holder, pass: string, pageId: string): Opening {
  const words = pass.slice(0, pass.lastIndexOf('.'));
  const [ofPage = '', sha256 = '', openedAt, expiresAt] = words.split('.');
  const given = Buffer.from(pass.slice(words.length + 1));
  const expected = Buffer.from(seal(context, words));
  const isOurs = given.length === expected.length && timingSafeEqual(given, expected);
  if (isOurs && ofPage === pageId && context.now.getTime() < Number(expiresAt))
    return { pageId, sha256, openedAt: new Date(Number(openedAt)) };
  throw new Problem('forbidden', 'no such pass', [{ path: 'pass', message: '这一页的查看凭据已过期，请重新打开' }]);
}

type Holder = Pick<Context, 'actor' | 'sessionDigest' | 'now'>;

const seal = ({ actor, sessionDigest }: Holder, words: string) =>
  createHmac('sha256', key)
    .update(`${actor.userId} ${sessionDigest ?? ''} ${words}`)
    .digest('base64url');
