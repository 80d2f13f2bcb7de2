import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { dossierKinds } from '../../../../core/scope.ts';
import { dayOf } from '../../../../core/time.ts';
import { judgeRun } from '../../../../modules/opening/contract.ts';
import { checkColumns, type Field, fields } from '../../../../modules/opening/rules/columns.ts';
import { codeRules } from '../../../../modules/opening/rules.ts';
import { call } from '../../../call.ts';
import { ChoiceField } from '../../parts/ChoiceField.tsx';
import { IssueList, refusalOf } from '../../parts/IssueList.tsx';
import { type Run, useRunChanged } from './useRun.ts';

/** 列对应: what each column is, as of which day, and how the dossiers are numbered; then the dry run. */
export function Columns({ run, onJudged }: { run: Run; onJudged: () => void }) {
  const changed = useRunChanged();
  const [columns, setColumns] = useState<readonly (Field | null)[]>(run.columns);
  const [asOf, setAsOf] = useState(run.asOf ?? dayOf(new Date()));
  const [codeRule, setCodeRule] = useState(run.codeRule);
  const [defaultKind, setDefaultKind] = useState(run.defaultKind);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => call(judgeRun, { runId: run.id, columns: [...columns], asOf, codeRule, defaultKind }),
    onSuccess: () => {
      onJudged();
      changed();
    },
  });
  const issues = checkColumns(columns, run.titles.length);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (issues.length === 0) mutate();
  };
  return (
    <form className="sheet opening-columns" onSubmit={submit}>
      <div className="opening-terms">
        <label>
          接管日
          <input
            {...{ type: 'date', className: 'field', required: true, max: dayOf(new Date()), value: asOf }}
            onChange={(event) => setAsOf(event.target.value)}
          />
        </label>
        <div>
          存档编号
          <ChoiceField {...{ id: 'code-rule', label: '存档编号', choices: codeRules, value: codeRule, onChange: setCodeRule }} />
        </div>
        <div>
          清单没写类别时
          <ChoiceField
            {...{ id: 'default-kind', label: '默认档案类别', choices: dossierKinds, value: defaultKind, onChange: setDefaultKind }}
          />
        </div>
        <Button type="primary" htmlType="submit" loading={isPending} disabled={issues.length > 0}>
          试导
        </Button>
      </div>
      <IssueList refusal={error ? refusalOf(error, true) : undefined} />
      {issues.length > 0 ? <IssueList refusal={{ title: '列对应还不完整', advice: '在下面改好后再试导', issues }} /> : null}
      <p className="muted opening-hint">
        {run.isRemembered ? '沿用上次同样表头的列对应。' : '已按表头猜好，请核对；选过一次，下次同样的表头不用再选。'}
        旧编号一律保留、可检索；没有证件号、出生日期的标为待补，不编造。
      </p>
      <div className="list-scroll">
        <ColumnTable run={run} columns={columns} choose={(at, field) => setColumns(columns.with(at, field))} />
      </div>
    </form>
  );
}

type TableProps = { run: Run; columns: readonly (Field | null)[]; choose: (at: number, field: Field | null) => void };

const ColumnTable = ({ run: { titles, samples }, columns, choose }: TableProps) => (
  <table className="list">
    <colgroup>
      <col style={{ width: 190 }} />
      <col style={{ width: 200 }} />
      <col />
    </colgroup>
    <thead>
      <tr>
        <th scope="col">清单的列</th>
        <th scope="col">对应</th>
        <th scope="col">前三行</th>
      </tr>
    </thead>
    <tbody>
      {titles.map((title, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns never move, and two may have one title
        <tr key={at}>
          <td title={title}>{title === '' ? <span className="muted">（无标题）</span> : title}</td>
          <td>
            <select
              className="field field-wide"
              aria-label={`“${title}”列对应`}
              value={columns[at] ?? ''}
              onChange={(event) => choose(at, (event.target.value || null) as Field | null)}
            >
              <option value="">不导入</option>
              {Object.entries(fields).map(([field, zh]) => (
                <option key={field} value={field}>
                  {zh}
                </option>
              ))}
            </select>
          </td>
          <td className="muted">{samples.map((row) => row[at] || '（空）').join('　｜　')}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
