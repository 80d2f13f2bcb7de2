import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { setupStatus, signIn } from '../../../../modules/accounts/contract.ts';
import { call } from '../../../call.ts';
import { DoorFrame } from '../../parts/DoorFrame.tsx';
import { IssueList } from '../../parts/IssueList.tsx';
import { useOperationForm } from '../../parts/useOperationForm.ts';
import { PASSWORD } from '../../session.ts';

/** The secret goes into the cookie and never reaches the page. */
const signInHere = { ...signIn, output: signIn.output.omit({ sessionSecret: true }) };

/** 登录. Comes back to the page that was asked for. */
export function SignIn() {
  const { next }: { next?: string } = useSearch({ strict: false });
  const queries = useQueryClient();
  const navigate = useNavigate();
  const status = useQuery({ queryKey: [setupStatus.name], queryFn: () => call(setupStatus, {}) });
  const { form, refusal, isPending, props } = useOperationForm({
    operation: signInHere,
    onDone: ({ mustChange }) => {
      queries.clear();
      void navigate({ href: mustChange ? PASSWORD : inside(next) });
    },
    onRefused: (issues) => issues.some(({ path }) => path === 'password') && form.getFieldInstance('password')?.select(),
  });
  return (
    <DoorFrame title="登录">
      {status.data?.isNeeded ? (
        <div className="issues warning">
          <strong>系统还没有设置</strong>
          <div>请在浏览器中打开启动服务时打印的“首次设置”链接，建立单位和管理员后再登录。</div>
        </div>
      ) : null}
      <IssueList refusal={refusal} />
      <Form {...props} name="sign-in" autoComplete="on" requiredMark={false}>
        <Form.Item name="loginName" label="登录名">
          <Input autoFocus autoComplete="username" autoCapitalize="off" spellCheck={false} />
        </Form.Item>
        <Form.Item name="password" label="密码">
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={isPending}>
          登录
        </Button>
      </Form>
      <p className="muted small" style={{ marginTop: 14 }}>
        忘记密码请系统管理员重设；账号被锁定请安全保密员解锁。
      </p>
    </DoorFrame>
  );
}

/** Only an address of our own: a link from elsewhere must not choose where one lands. */
const inside = (next: string | undefined): string => (next?.startsWith('/') && !next.startsWith('//') && !next.includes('\\') ? next : '/');
