import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { setUp } from '../../../../modules/accounts/contract.ts';
import { announce } from '../../parts/announce.ts';
import { DoorFrame } from '../../parts/DoorFrame.tsx';
import { placeIssues } from '../../parts/field-issues.ts';
import { IssueList } from '../../parts/IssueList.tsx';
import { type Fields, useOperationForm } from '../../parts/useOperationForm.ts';
import { SIGN_IN } from '../../session.ts';
import { Person } from './Person.tsx';
import { administrators, checkAllRepeated, checkPosts } from './posts.ts';

/** What each step asks for: the first part of a field's path. */
const steps = [
  { title: '单位', parts: ['code', 'name'] },
  { title: '三员', parts: administrators as readonly string[] },
  { title: '业务主管', parts: ['leader'] },
];

const stepOf = (path: string): number => steps.findIndex(({ parts }) => parts.includes(path.split('.')[0] ?? ''));

/** 首次设置, behind the one-time link that the first start prints. All steps are one form: going back loses nothing. */
export function SetUp() {
  const navigate = useNavigate();
  const [step, setStep] = useState(0);
  const link = location.hash.slice(1);
  const { form, refusal, isPending, examine, submit, props } = useOperationForm({
    operation: setUp,
    toInput: (fields) => ({ ...fields, link }),
    check: checkPosts,
    checkWhenSending: checkAllRepeated,
    onDone: () => {
      announce('设置完成，请用刚建立的账号登录');
      void navigate({ to: SIGN_IN });
    },
    onRefused: (issues) => {
      const wrong = issues.map(({ path }) => stepOf(path)).filter((at) => at >= 0);
      if (wrong.length > 0) setStep(Math.min(...wrong));
    },
  });
  const isLast = step === steps.length - 1;
  const forward = (fields: Fields) => {
    const wrong = examine(fields).filter(({ path }) => stepOf(path) === step);
    if (wrong.length > 0) placeIssues(form, wrong);
    else if (isLast) void submit(fields);
    else setStep(step + 1);
  };
  if (link === '') return <NoLink />;
  return (
    <DoorFrame title="首次设置" isWide>
      <Steps at={step} />
      <IssueList refusal={refusal} />
      <Form {...props} name="set-up" onFinish={forward}>
        <Part at={0} step={step} explain="先登记本单位。代码用于编号和与上级系统对接，建立后不改；名称会出现在页面和各种证明、通知上。">
          <div className="columns">
            <Form.Item name="code" label="单位代码" required extra="2 至 20 位字母、数字或短横">
              <Input autoFocus spellCheck={false} />
            </Form.Item>
            <Form.Item name="name" label="单位名称" required>
              <Input />
            </Form.Item>
          </div>
        </Part>
        <Part
          at={1}
          step={step}
          explain="为什么要三个人：管系统的、管权限的、管监督的互相制约，谁也不能独自给自己开权限看档案而不留痕迹。三个账号须由三个人分别使用，密码由本人输入，互不告知。"
        >
          <div className="columns">
            {administrators.map((post) => (
              <Person key={post} post={post} />
            ))}
          </div>
        </Part>
        <Part at={2} step={step} explain="最后是业务主管。完成后，由系统管理员建立其他人员的账号，再由安全保密员分配角色，即可开始收件。">
          <div className="columns">
            <Person post="leader" />
          </div>
        </Part>
        <div className="form-end">
          {step > 0 ? <Button onClick={() => setStep(step - 1)}>上一步</Button> : null}
          <Button type="primary" htmlType="submit" loading={isPending}>
            {isLast ? '完成设置' : '下一步'}
          </Button>
        </div>
      </Form>
    </DoorFrame>
  );
}

const Steps = ({ at }: { at: number }) => (
  <ol className="steps" aria-label="设置步骤">
    {steps.map(({ title }, index) => (
      <li key={title} aria-current={index === at ? 'step' : undefined}>
        {index + 1} {title}
      </li>
    ))}
  </ol>
);

/** All parts stay in the form; only the one at hand is shown. */
const Part = ({ at, step, explain, children }: { at: number; step: number; explain: string; children: ReactNode }) => (
  <div hidden={at !== step}>
    <p className="explain">{explain}</p>
    {children}
  </div>
);

const NoLink = () => (
  <DoorFrame title="首次设置">
    <p className="explain">缺少设置链接中的口令。请从启动服务时打印的“首次设置”一行复制完整地址（含 # 后面的部分），粘贴到地址栏打开。</p>
    <Link to={SIGN_IN}>已经设置过，去登录</Link>
  </DoorFrame>
);
