import { Button, Form, Input } from 'antd';
import type { Issue } from '../../../../core/problem.ts';
import { IssueText } from '../../parts/IssueText.tsx';

type Props = { warnings: readonly Issue[]; isPending: boolean; verb?: string; hint?: string };

/** What may only be passed with a reason, thing by thing, and the field for the reason. */
export const WarningBox = ({ warnings, isPending, verb = '说明理由并登记', hint = '如：已核对证件原件，为同名同日出生的两人' }: Props) => (
  <section className="issues warning warning-box" aria-label="需要说明的情况">
    <div role="alert">
      <strong>有 {warnings.length} 处需要说明</strong>
      <ul>
        {warnings.map((issue) => (
          <li key={`${issue.path} ${issue.message}`}>
            <IssueText issue={issue} />
          </li>
        ))}
      </ul>
    </div>
    <div className="warning-reason">
      <Form.Item name="reason" label="核对无误的理由" required>
        <Input autoFocus maxLength={200} placeholder={hint} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={isPending}>
        {verb}
      </Button>
    </div>
  </section>
);
