import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { custodyStates } from '../../../../../modules/holdings/rules.ts';
import { IssueList, refusalOf } from '../../../parts/IssueList.tsx';
import { PickDossier } from './PickDossier.tsx';
import type { Target } from './useTarget.ts';

type Props = { target: Target; pick: (dossierId: string) => void; leave: () => void; children: ReactNode };

/** Whose pages they are: chosen by the box, then named; what stands in the way is said, else its rows are shown. */
export function LooseTarget({ target, pick, leave, children }: Props) {
  if (target.state === 'none')
    return (
      <section aria-label="档案" className="sheet-pad">
        <h2>放入哪份档案</h2>
        <PickDossier pick={pick} />
        <ol className="loose-steps">
          <li>在左边选择页面：点击、Shift 连选，或用方向键和空格；回车看大图。</li>
          <li>查到档案；目录已完成的按目录放入，否则在这里填写目录。</li>
          <li>按行号放入所选页面，逐行放完后提交。</li>
        </ol>
      </section>
    );
  return (
    <section aria-label="档案" className="loose-target">
      <div className="loose-whose">
        {target.name ? (
          <span>
            <strong>{target.name.personName}</strong>　<span className="code">{target.name.referenceCode}</span>
            <span className="muted">
              　{target.state === 'standing' ? '按已完成的目录放入' : target.state === 'typed' ? '目录在此填写' : ''}
            </span>
          </span>
        ) : null}
        <button type="button" className="plain-button" onClick={leave}>
          换一份档案
        </button>
      </div>
      {target.state === 'failed' ? <IssueList refusal={refusalOf(target.error)} /> : null}
      {target.state === 'blocked' ? <Blocked target={target} /> : null}
      {target.state === 'standing' || target.state === 'typed' ? children : null}
    </section>
  );
}

function Blocked({ target: { why, dossierId, custodyState } }: { target: Extract<Target, { state: 'blocked' }> }) {
  const words = {
    scanned: '这份档案已有扫描件；个别页面请由质检退回后重扫替换。',
    drafted: '整理员正在编目，目录还没有完成；完成后再按目录放入页面。',
    gone: `档案为“${custodyStates[custodyState]}”，不能再放入页面。`,
  };
  return (
    <div className="issues warning" role="status">
      <strong>不能放入页面</strong>
      <p>{words[why]}</p>
      <Link to={why === 'drafted' ? '/dossiers/$dossierId/catalogue' : '/dossiers/$dossierId'} params={{ dossierId } as never}>
        {why === 'drafted' ? '查看目录' : '查看档案'}
      </Link>
    </div>
  );
}
