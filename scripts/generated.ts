import { problems } from '../src/core/problem.ts';
import { generateTables } from './gen-tables.ts';

/** Every generated file and what it must hold; `generate.ts` writes them, a test compares them. */
export async function generated(ownerUrl: string): Promise<Record<string, string>> {
  return { 'src/core/tables.gen.ts': await generateTables(ownerUrl), 'docs/errors.md': errors() };
}

function errors(): string {
  const rows = Object.entries(problems).map(([code, { status, title, advice }]) => `| \`${code}\` | ${status} | ${title} | ${advice} |`);
  return `# 错误代码

由 \`src/core/problem.ts\` 生成，请勿手工修改。HTTP 返回 \`application/problem+json\`（RFC 9457）；\`issues\` 一次列出全部问题，每项有位置 \`path\`、
说明 \`message\` 和所依据的规则 \`rule\`。

| 代码 | HTTP | 含义 | 怎么办 |
|---|---|---|---|
${rows.join('\n')}
`;
}
