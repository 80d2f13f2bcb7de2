import type { OutputOf } from '../../core/operation.ts';
import { find } from '../../modules/search/contract.ts';
import { callServer, serverOf } from '../client.ts';
import { type Command, failure, words } from '../command.ts';

type Answer = OutputOf<typeof find>;

export const search: Command = {
  usage: 'search QUERY [--limit N]',
  zh: '查档：姓名、拼音、证件号或后四位、出生日期、编号、卷条码、材料名称；--limit 每组最多几份（默认 20）',
  en: 'the search box: name, pinyin, ID number or its last four, birth date, number, bar code, item title; --limit hits a group',
  options: { limit: { type: 'string' } },
  run: async (common, typed, { limit }) => {
    if (typed.length === 0) return failure('请写出要查的内容：./lantai search 王伟 (nothing to search for)');
    const server = serverOf(common);
    if ('error' in server) return failure(server.error);
    const input = { text: typed.join(' '), ...(limit === undefined ? {} : { limit: Number(limit) }) };
    const { ok, body } = await callServer(server, find, input);
    if (!ok) return { code: 1, output: body as Record<string, unknown>, text: words(body as Parameters<typeof words>[0]) };
    const answer = body as Answer;
    return { code: 0, output: answer, text: textOf(answer) };
  },
};

const textOf = ({ groups, ms }: Answer) =>
  groups.length === 0
    ? `没有查到（${ms} 毫秒）`
    : groups
        .map(({ name, hits, isMore }) =>
          [
            `${name}${isMore ? '（还有未列出的）' : ''}`,
            ...hits.map((hit) => `  ${hit.referenceCode}  ${hit.personName}  ${hit.idNumber}  ${hit.why}`),
          ].join('\n'),
        )
        .join('\n');
