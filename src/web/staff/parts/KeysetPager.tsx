import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useShortcut } from './useShortcut.ts';
import type { Paging } from './useUrlFilters.ts';

/** 上一页, 下一页 below a list; also on `[` and `]`. `next` is the cursor that the server gave. */
export function KeysetPager({ page, next, children }: { page: Paging; next: string | null | undefined; children?: ReactNode }) {
  const hasPrevious = page.cursor !== undefined;
  const back = () => (page.number > 1 ? page.previous() : page.first());
  useShortcut('[', '上一页', () => hasPrevious && back());
  useShortcut(']', '下一页', () => next && page.next(next));
  return (
    <div className="pager">
      <span>{children}</span>
      <div className="pager-end">
        {page.number > 1 ? <span>第 {page.number} 页</span> : null}
        <Button size="small" disabled={!hasPrevious} onClick={back}>
          上一页
        </Button>
        <Button size="small" disabled={!next} onClick={() => next && page.next(next)}>
          下一页
        </Button>
      </div>
    </div>
  );
}
