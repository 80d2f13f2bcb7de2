import { Button } from 'antd';
import { useEffect, useEffectEvent } from 'react';
import { runStates } from '../../../../modules/opening/rules.ts';
import { type Run, useRunChanged } from './useRun.ts';

/** How far the step is, how fast, and how long it will take; it goes on when the page is closed. */
export function Progress({ run, isStopping, stop }: { run: Run; isStopping: boolean; stop: () => void }) {
  const { done, total, seconds } = run.step;
  const changed = useRunChanged();
  const ended = useEffectEvent(changed);
  useEffect(() => () => ended(), []);
  const speed = seconds > 0 ? done / seconds : 0;
  const left = speed > 0 ? Math.ceil((total - done) / speed) : undefined;
  return (
    <section className="sheet opening-progress" aria-label="进度">
      <div>
        <strong>{runStates[run.state]}</strong>{' '}
        <span role="status">
          {done} / {total} 行
        </span>
        {speed > 0 && done < total ? (
          <span className="muted">
            　每秒 {Math.round(speed)} 行{left === undefined ? '' : `，约剩 ${left} 秒`}
          </span>
        ) : null}
      </div>
      <span className="bar" aria-hidden="true">
        <span style={{ width: `${total === 0 ? 0 : Math.min(100, (done / total) * 100)}%` }} />
      </span>
      <span className="muted small">关闭页面也会继续；停止后已写入的保留，可以继续或撤销。</span>
      <Button onClick={stop} disabled={isStopping}>
        {isStopping ? '正在停止…' : '停止'}
      </Button>
    </section>
  );
}
