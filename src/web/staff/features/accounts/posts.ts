import type { Issue } from '../../../../core/problem.ts';
import type { Fields } from '../../parts/useOperationForm.ts';
import { checkNewPassword, checkRepeated } from './NewPassword.tsx';

/** The four people without whom nobody else can be made, and why each is there. */
export const posts = {
  sysadmin: { title: '系统管理员', why: '管单位、账号和参数，保证系统正常运行。不能分配权限，也看不到档案。' },
  secadmin: { title: '安全保密员', why: '给账号分配角色，解锁和强制退出。不能建账号，也看不到档案。' },
  auditadmin: { title: '安全审计员', why: '查看全部操作日志，监督前两位和业务人员。不能做任何改动。' },
  leader: { title: '业务主管', why: '主持收件、档案、日结和计划。其他经办人员的账号由三员另建。' },
} as const;
export type Post = keyof typeof posts;
export const postNames = Object.keys(posts) as Post[];
export const administrators: readonly Post[] = ['sysadmin', 'secadmin', 'auditadmin'];

const personOf = (fields: Fields, post: Post): Fields => (fields[post] as Fields | undefined) ?? {};

/** What is wrong with the people, as far as the browser can tell. */
export function checkPosts(fields: Fields): Issue[] {
  const issues = postNames.flatMap((post) => {
    const { password, passwordAgain, loginName } = personOf(fields, post);
    return checkNewPassword(`${post}.password`, password, passwordAgain, loginName);
  });
  const seen = new Map<unknown, Post>();
  for (const post of postNames) {
    const { loginName } = personOf(fields, post);
    const earlier = loginName ? seen.get(loginName) : undefined;
    if (earlier) issues.push({ path: `${post}.loginName`, message: `与${posts[earlier].title}的登录名相同；四个账号须由四人分别使用` });
    if (loginName) seen.set(loginName, post);
  }
  return issues;
}

/** Asked before sending, not while typing. */
export const checkAllRepeated = (fields: Fields): Issue[] =>
  postNames.flatMap((post) => checkRepeated(`${post}.password`, personOf(fields, post)['passwordAgain']));
