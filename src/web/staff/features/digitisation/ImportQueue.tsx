import { maskNumbers } from '../../../../core/mask-numbers.ts';
import { IssueList } from '../../parts/IssueList.tsx';
import { countWords, ShortIssues } from './ImportIssues.tsx';
import { cancel, clearDone, isOpen, retry, type Sending, useQueue } from './import-queue.ts';
import { sizeWords } from './size-words.ts';

/** The packages given on this computer: how far each is, and what was found. `open` shows one in full. */
export function ImportQueue({ open }: { open: (importId: string) => void }) {
  const queue = useQueue();
  if (queue.length === 0) return null;
  const doneCount = queue.filter(({ state }) => !isOpen(state)).length;
  const total = queue.reduce((sum, { file }) => sum + file.size, 0);
  const sent = queue.reduce((sum, each) => sum + (isOpen(each.state) ? Math.min(each.sentBytes, each.file.size) : each.file.size), 0);
  return (
    <section aria-label="本次导入">
      <div className="queue-head">
        <h2>本次导入</h2>
        <span className="muted small" role="status">
          {doneCount}/{queue.length} 个，{sizeWords(sent)} / {sizeWords(total)}
        </span>
        {doneCount > 0 ? (
          <button type="button" className="plain-button" onClick={clearDone}>
            清除
          </button>
        ) : null}
      </div>
      <span className="bar" aria-hidden="true">
        <span style={{ width: `${total === 0 ? 0 : (sent / total) * 100}%` }} />
      </span>
      <ol className="queue">
        {queue.toReversed().map((sending) => (
          <QueueRow key={sending.key} {...{ sending, open }} />
        ))}
      </ol>
    </section>
  );
}

function QueueRow({ sending, open }: { sending: Sending; open: (importId: string) => void }) {
  const { key, file, state } = sending;
  const name = maskNumbers(file.name);
  return (
    <li>
      <div className="queue-line">
        <span className="queue-name" title={name}>
          {name}
        </span>
        <Outcome sending={sending} />
      </div>
      {state === 'sending' ? (
        <p className="muted small">
          已传 {sizeWords(sending.sentBytes)} / {sizeWords(file.size)}
        </p>
      ) : null}
      {state === 'failed' ? <IssueList refusal={sending.refusal} /> : null}
      {state === 'judged' && sending.result.state === 'unchanged' ? (
        <p className="muted small">内容与已接收的数据包相同，没有重复接收</p>
      ) : null}
      {state === 'judged' ? <ShortIssues issues={sending.result.issues} fileName={file.name} /> : null}
      <div className="row-actions">
        {isOpen(state) ? <RowButton title="取消" name={name} run={() => cancel(key)} /> : null}
        {state === 'failed' || state === 'cancelled' ? <RowButton title="重新导入" name={name} run={() => retry(key)} /> : null}
        {state === 'judged' && sending.result.state !== 'unchanged' ? (
          <RowButton title="检查结果" name={name} run={() => open(sending.result.importId)} />
        ) : null}
      </div>
    </li>
  );
}

const RowButton = ({ title, name, run }: { title: string; name: string; run: () => void }) => (
  <button type="button" className="plain-button" aria-label={`${title}：${name}`} onClick={run}>
    {title}
  </button>
);

const words = { waiting: '排队', sending: '传输中', judging: '检查中', cancelled: '已取消', failed: '未完成' } as const;

function Outcome({ sending }: { sending: Sending }) {
  if (sending.state !== 'judged')
    return <span className={sending.state === 'failed' ? 'tag tag-vermilion' : 'tag'}>{words[sending.state]}</span>;
  const { state, issues } = sending.result;
  if (state === 'unchanged') return <span className="tag">已有</span>;
  if (state === 'refused') return <span className="tag tag-vermilion">未通过</span>;
  return (
    <span className={issues.length > 0 ? 'tag tag-amber' : 'tag tag-verified'}>{issues.length > 0 ? countWords(issues) : '检查通过'}</span>
  );
}
