import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { changePassword } from '../../../../modules/accounts/contract.ts';
import { announce } from '../../parts/announce.ts';
import { DoorFrame } from '../../parts/DoorFrame.tsx';
import { IssueList } from '../../parts/IssueList.tsx';
import { type Fields, useOperationForm } from '../../parts/useOperationForm.ts';
import { sessionQuery, useSession, useSignOut } from '../../session.ts';
import { checkNewPassword, checkRepeated, NewPassword } from './NewPassword.tsx';

/** 修改密码; forced where somebody else has set the password. */
export function ChangePassword() {
  const { mustChange, loginName } = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const { refusal, isPending, props } = useOperationForm({
    operation: changePassword,
    check: ({ current, next, nextAgain }: Fields) => [
      ...checkNewPassword('next', next, nextAgain, loginName),
      ...(next && current === next ? [{ path: 'next', message: '新密码不得与现密码相同' }] : []),
    ],
    checkWhenSending: ({ nextAgain }) => checkRepeated('next', nextAgain),
    onDone: () => {
      const again = queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
      void again.then(() => {
        announce('密码已修改');
        void navigate({ to: '/' });
      });
    },
  });
  return (
    <DoorFrame title="修改密码">
      {mustChange ? <p className="explain">您的密码由管理员设定，先换成只有自己知道的密码，再开始工作。</p> : null}
      <IssueList refusal={refusal} />
      <Form {...props} name="password">
        <input type="text" name="username" autoComplete="username" value={loginName} readOnly hidden />
        <Form.Item name="current" label="现密码" required>
          <Input.Password autoFocus autoComplete="current-password" />
        </Form.Item>
        <NewPassword name="next" label="新密码" />
        <div className="form-end">
          <Button type="primary" htmlType="submit" loading={isPending}>
            修改密码
          </Button>
          {mustChange ? <Button onClick={() => void signOut(false)}>退出登录</Button> : <Link to="/">取消</Link>}
        </div>
      </Form>
    </DoorFrame>
  );
}
