import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { findInspections, getConditionPhoto } from '../../../../modules/condition/contract.ts';
import { levels, type Sign, signs } from '../../../../modules/condition/rules.ts';
import { addressOf, call } from '../../../call.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { FilterChips } from '../../parts/FilterChips.tsx';
import { KeysetPager } from '../../parts/KeysetPager.tsx';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { DossierLink } from '../stocktake/DossierLink.tsx';
import { AskRepair } from './AskRepair.tsx';
import type { Inspection } from './useCondition.ts';

const isLevel = (text: string | undefined): text is keyof typeof levels => text !== undefined && text in levels;

/** The inspection that counts of each volume; `isOverdue` keeps to those of too long ago. */
export function Inspections({ isOverdue, canInspect }: { isOverdue: boolean; canInspect: boolean }) {
  const { filters, set, page } = useUrlFilters();
  const level = isLevel(filters['level']) ? filters['level'] : undefined;
  const overdue = isOverdue ? 'true' : undefined;
  const [repairing, setRepairing] = useState<Inspection>();
  const { data, error, refetch } = useQuery({
    queryKey: [findInspections.name, level, overdue, page.cursor],
    queryFn: () => call(findInspections, { level, overdue, after: page.cursor, limit: 50 }),
    placeholderData: (before) => before,
  });
  return (
    <>
      <div className="filters">
        <FilterChips label="等级" choices={levels} value={level} onChange={(chosen) => set({ level: chosen })} />
      </div>
      <DataTable
        {...{ label: '完好检查', columns: columnsFor(canInspect ? setRepairing : undefined), rows: data?.inspections, error }}
        keyOf={({ id }) => id}
        onRetry={() => void refetch()}
        empty={
          isOverdue ? (
            <EmptyState title="没有逾期未检的卷">检查过的卷都在有效期内。</EmptyState>
          ) : (
            <EmptyState title="没有符合条件的检查">扫描卷条码，填写所见迹象，定等级；每卷以最近一次为准。</EmptyState>
          )
        }
      />
      <KeysetPager page={page} next={data?.next} />
      {repairing ? <AskRepair inspection={repairing} close={() => setRepairing(undefined)} /> : null}
    </>
  );
}

const signWords = (found: Readonly<Record<string, number>>) =>
  Object.entries(found)
    .map(([sign, value]) => `${signs[sign as Sign].zh} ${value} ${signs[sign as Sign].unit}`)
    .join('，');

const columnsFor = (repair: ((inspection: Inspection) => void) | undefined): Column<Inspection>[] => [
  {
    ...{ key: 'barcode', title: '卷条码', width: 200 },
    render: ({ barcode, dossierId }) => (
      <span className="code">
        <DossierLink {...{ dossierId, text: barcode }} />
      </span>
    ),
  },
  { key: 'level', title: '等级', width: 60, render: ({ level }) => levels[level] },
  {
    ...{ key: 'signs', title: '迹象与情况' },
    render: ({ signs: found, note }) => [signWords(found), note ?? ''].filter(Boolean).join('；') || '—',
  },
  {
    ...{ key: 'photos', title: '照片', width: 70 },
    render: ({ photoIds }) => (
      <span className="row-actions">
        {photoIds.map((photoId, i) => (
          <a key={photoId} href={addressOf(getConditionPhoto, { photoId })} target="_blank" rel="noopener" aria-label={`照片 ${i + 1}`}>
            {i + 1}
          </a>
        ))}
      </span>
    ),
  },
  {
    ...{ key: 'on', title: '检查日期', width: 120 },
    render: ({ inspectedOn, isOverdue }) => `${inspectedOn}${isOverdue ? ' 逾期' : ''}`,
  },
  { key: 'by', title: '检查人', width: 80, render: ({ inspectedBy }) => inspectedBy },
  {
    ...{ key: 'repair', title: '修复', width: 100 },
    render: (inspection) => {
      if (inspection.hasTicket) return '已开修复单';
      if (!repair || inspection.level === 'intact') return '—';
      return (
        <button type="button" className="plain-button" aria-label={`开修复单：${inspection.barcode}`} onClick={() => repair(inspection)}>
          开修复单
        </button>
      );
    },
  },
];
