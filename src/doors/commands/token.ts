import { findUserId, openSession } from '../../modules/accounts/index.ts';
import { type Command, failure } from '../command.ts';
import { asOperator } from '../operator.ts';

export const token: Command = {
  usage: 'token create --user NAME',
  zh: '为用户签发脚本用令牌（放入 LANTAI_TOKEN），90 天有效',
  en: 'a token for scripts, valid for 90 days',
  options: { user: { type: 'string' } },
  run: async (common, [verb], { user }) => {
    if (verb !== 'create' || typeof user !== 'string') return failure(`用法 usage: ./lantai ${token.usage}`);
    return asOperator(common, 'operator.createToken', async ({ db }) => {
      const userId = await findUserId(db, user);
      if (userId === undefined) return failure(`没有启用的用户 ${user} (no such user)`);
      const { secret, expiresAt } = await openSession(db, 'token', userId, new Date(), null);
      return { code: 0 as const, output: { token: secret, expiresAt: expiresAt.toISOString() }, text: secret };
    });
  },
};
