/** Every failure a caller can act on: the HTTP status and the words a clerk sees. `docs/errors.md` is generated from it. */
export const problems = {
  invalid_input: { status: 400, title: '填写内容不符合要求', advice: '按每一项下面的提示改正后再提交' },
  unauthenticated: { status: 401, title: '请先登录', advice: '登录后重试；若刚才还能用，说明会话已到期或已在别处退出' },
  forbidden: { status: 403, title: '没有此项权限', advice: '请安全保密员核对您的角色' },
  not_granted: { status: 403, title: '没有有效的查阅授权', advice: '在“利用”里申请查阅；授权用完、过期或收回后须重新申请' },
  not_found: { status: 404, title: '没有找到', advice: '核对编号；也可能该对象不在您的管理范围内' },
  conflict: { status: 409, title: '内容已存在或已被他人更改', advice: '刷新后看最新内容，再决定是否继续' },
  too_large: { status: 413, title: '提交的内容过大', advice: '分批提交，或压缩后再试' },
  rule_broken: { status: 422, title: '不符合业务规则', advice: '按每一项下面的提示改正' },
  needs_reason: { status: 422, title: '有需要说明的情况', advice: '逐项核对，确认无误后填写理由再提交' },
  rate_limited: { status: 429, title: '尝试次数过多', advice: '稍候再试' },
  internal: { status: 500, title: '系统出错', advice: '此次操作没有写入任何内容；请把时间告诉系统管理员查看日志' },
  unavailable: { status: 503, title: '系统正在启动或停止', advice: '稍候刷新' },
} as const satisfies Record<string, { status: number; title: string; advice: string }>;
export type ProblemCode = keyof typeof problems;

/**
 * One thing wrong, and where. `path` is the field (`volumes.0.pageCount`) or the file; `rule` is a key of `core/rule-basis.ts`.
 * A `warning` may be passed by giving a reason; an `error` may not.
 */
export type Issue = { path: string; message: string; rule?: string; severity?: 'error' | 'warning' };

/** The one error that callers are told about. `detail` is for the log and for scripts; people read the title and the issues. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly issues: readonly Issue[];
  constructor(code: ProblemCode, detail: string, issues: readonly Issue[] = [], options?: ErrorOptions) {
    super(detail, options);
    this.code = code;
    this.issues = issues;
  }
}

/** Throws when anything is an error, or when a warning stands and no reason was given. */
export function refuse(issues: readonly Issue[], reason?: string): void {
  if (issues.some((issue) => issue.severity !== 'warning')) throw new Problem('rule_broken', 'refused by rules', issues);
  if (issues.length > 0 && !reason?.trim()) throw new Problem('needs_reason', 'warnings without a reason', issues);
}
