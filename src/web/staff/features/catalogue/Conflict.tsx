import { useQuery } from '@tanstack/react-query';
import { Modal } from 'antd';
import { getCatalogue } from '../../../../modules/catalogue/contract.ts';
import { joinDate, splitDate, sumItems } from '../../../../modules/catalogue/rules/item.ts';
import { call } from '../../../call.ts';
import { formatInstant } from '../../parts/format.ts';
import { IssueList, type Refusal, refusalOf } from '../../parts/IssueList.tsx';
import type { Draft, SentItem } from './grid-rows.ts';

type Props = {
  dossierId: string;
  mine: readonly SentItem[];
  refusal: Refusal;
  keepMine: (version: number) => void;
  takeTheirs: (draft: Draft) => void;
  /** The catalogue was completed meanwhile: there is nothing to choose. */
  leave: () => void;
};

/** Two drafts of one catalogue, side by side; rows that only one of them has are coloured. */
export function Conflict({ dossierId, mine, refusal, keepMine, takeTheirs, leave }: Props) {
  const { data, error } = useQuery({
    queryKey: [getCatalogue.name, dossierId, 'theirs'],
    queryFn: () => call(getCatalogue, { dossierId }),
    ...{ staleTime: 0, gcTime: 0 },
  });
  const theirs = data?.draft;
  const isCompleted = data !== undefined && !theirs;
  return (
    <Modal
      {...{ open: true, title: '他人保存了另一份草稿', width: 980, closable: false, maskClosable: false, keyboard: false }}
      {...{ okText: isCompleted ? '查看已完成的目录' : '改用对方的', cancelText: '保留我的，覆盖对方的' }}
      onOk={() => (theirs ? takeTheirs(theirs) : leave())}
      onCancel={() => theirs && keepMine(theirs.version)}
      okButtonProps={{ disabled: data === undefined }}
      cancelButtonProps={{ disabled: !theirs, danger: true }}
    >
      <IssueList refusal={error ? refusalOf(error) : { ...refusal, advice: '对照两份草稿，选择保留哪一份' }} />
      <div className="both">
        <Side heading="我的" items={mine} others={theirs?.items ?? []} />
        {theirs ? (
          <Side
            heading={`${theirs.savedBy ?? '对方'}的${theirs.savedAt ? `（${formatInstant(theirs.savedAt)}）` : ''}`}
            items={theirs.items}
            others={mine}
          />
        ) : (
          <p className="muted">{isCompleted ? '目录已由他人完成；您的草稿仍留在这里供核对。' : '正在读取…'}</p>
        )}
      </div>
    </Modal>
  );
}

type Side = { heading: string; items: readonly SentItem[]; others: readonly SentItem[] };

function Side({ heading, items, others }: Side) {
  const known = new Set(others.map(textOf));
  const { itemCount, pageCount } = sumItems(items.map(whole));
  return (
    <section>
      <h3>
        {heading}
        <span className="muted">{` ${itemCount} 件 ${pageCount} 页`}</span>
      </h3>
      <ol>
        {items.map((item, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of a draft may be alike
          <li key={place} className={known.has(textOf(item)) ? undefined : 'only-here'}>
            {textOf(item)}
          </li>
        ))}
      </ol>
    </section>
  );
}

const whole = ({ title = '', pageCount = null, categoryCode = '' }: SentItem) => ({ title, pageCount, categoryCode, formedOn: null });

const textOf = ({ categoryCode, title, formedOn, pageCount, remark }: SentItem): string =>
  [categoryCode, title, joinDate(splitDate(formedOn ?? null)), pageCount ? `${pageCount} 页` : '', remark].filter(Boolean).join('　');
