import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import type { OutputOf } from '../../../../core/operation.ts';
import { formatNumber, settings } from '../../../../core/settings.ts';
import { dayOf } from '../../../../core/time.ts';
import { issuesOf } from '../../../../core/zod-messages.ts';
import { changeSetting, findSettings } from '../../../../modules/accounts/contract.ts';
import { announce } from '../../parts/announce.ts';
import { IssueList } from '../../parts/IssueList.tsx';
import { useOperationForm } from '../../parts/useOperationForm.ts';
import { useSession } from '../../session.ts';

type SettingRow = OutputOf<typeof findSettings>['settings'][number];

/** One setting, its help, and what it leads to. */
export function Setting({ setting: { key, zh, help, value, standard, isChanged } }: { setting: SettingRow }) {
  const queries = useQueryClient();
  const { code } = useSession().institution;
  const { form, refusal, isPending, props } = useOperationForm({
    operation: changeSetting,
    toInput: (fields) => ({ key, ...fields }),
    check: ({ value: typed }) => {
      const parsed = settings[key].schema.safeParse(typed);
      return parsed.success ? [] : issuesOf(parsed.error).map(({ message }) => ({ path: 'value', message }));
    },
    onDone: () => {
      void queries.invalidateQueries({ queryKey: [findSettings.name] });
      announce(`已修改：${zh}`);
    },
  });
  const typed = String(Form.useWatch('value', form) ?? value);
  const isSame = typed === value;
  const numberAt = (seq: number) => formatNumber(typed, { unit: code, year: dayOf(new Date()).slice(0, 4), seq });
  return (
    <section className="block" aria-label={zh}>
      <div className="block-head">
        <h2>{zh}</h2>
        {isChanged ? <span className="tag">已改，标准为 {standard}</span> : <span className="muted">标准值</span>}
      </div>
      <IssueList refusal={refusal} />
      <Form {...props} name={key.replace('.', '-')} className="setting-form" initialValues={{ value }}>
        <Form.Item name="value" label="规则" extra={help}>
          <Input maxLength={200} spellCheck={false} className="code" />
        </Form.Item>
        {standard.includes('{seq') ? (
          <div className="setting-preview" role="status">
            <span className="muted">第 1 份和第 1286 份的编号</span>
            <span className="code">
              {numberAt(1)}　{numberAt(1286)}
            </span>
          </div>
        ) : null}
        <div className="setting-buttons">
          <Button type="primary" htmlType="submit" disabled={isSame} loading={isPending}>
            保存
          </Button>
          {typed === standard ? null : <Button onClick={() => form.setFieldsValue({ value: standard })}>填入标准值</Button>}
        </div>
      </Form>
    </section>
  );
}
