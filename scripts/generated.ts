import { problems } from '../src/core/problem.ts';
import { axes } from '../src/modules/holdings/rules.ts';
import { generateTables } from './gen-tables.ts';

/** Every generated file and what it must hold; `generate.ts` writes them, a test compares them. */
export async function generated(ownerUrl: string): Promise<Record<string, string>> {
  return { 'src/core/tables.gen.ts': await generateTables(ownerUrl), 'docs/errors.md': errors(), 'docs/states.md': states() };
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

/** The three axes, drawn from the tables that the system checks by. */
function states(): string {
  const parts = Object.values(axes).map(({ zh, states: names, acts }) => {
    const name = (state: string) => (names as Readonly<Record<string, string>>)[state] ?? state;
    const steps = Object.entries(acts).flatMap(([act, { zh: verb, from, to }]) =>
      (from as readonly string[]).map((state) => ({ act, verb, state, to })),
    );
    const arrows = steps.map(({ verb, state, to }) => `    ${state} --> ${to}: ${verb}`);
    const labels = Object.entries(names).map(([state, text]) => `    ${state}: ${text}`);
    const rows = Object.entries(acts).map(
      ([act, { zh: verb, from, to }]) => `| ${verb} \`${act}\` | ${(from as readonly string[]).map(name).join('、')} | ${name(to)} |`,
    );
    return `## ${zh}

\`\`\`mermaid
stateDiagram-v2
${[...labels, ...arrows].join('\n')}
\`\`\`

| 动作 | 只能从 | 变为 |
|---|---|---|
${rows.join('\n')}
`;
  });
  return `# 三条状态轴

由 \`src/modules/holdings/rules/axes.ts\` 生成，请勿手工修改；系统用同一张表检查每一次转换，表中没有的一律拒绝。
档案的存档状态、卷的位置、数字状态互不代替：一份档案可以“借出”而“已发布”。

${parts.join('\n')}`;
}
