import { Sheet } from '../../parts/Sheet.tsx';
import { Tabs } from '../../parts/Tabs.tsx';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { may, useSession } from '../../session.ts';
import { Accept } from './Accept.tsx';
import { HandOver } from './HandOver.tsx';
import { MoveVolume } from './MoveVolume.tsx';
import { countOf, useWaiting } from './useWaiting.ts';
import '../../styles/desk.css';

type View = 'hand-over' | 'accept' | 'move';

/** 移交与上架: the desk gives, the store room takes; two people for every volume. */
export function Shelving() {
  const session = useSession();
  const { filters, set } = useUrlFilters();
  const canShelve = may(session, 'volume.shelve');
  const toGive = useWaiting('registered');
  const toTake = useWaiting('handedOver');
  const move = canShelve ? [{ value: 'move' as const, title: '移位' }] : [];
  const choices: { value: View; title: string; count?: string | undefined }[] = [
    { value: 'hand-over', title: '待移交', count: countOf(toGive.data) },
    { value: 'accept', title: '待接收', count: countOf(toTake.data) },
    ...move,
  ];
  const view = choices.find(({ value }) => value === filters['view'])?.value ?? (canShelve ? 'accept' : 'hand-over');
  return (
    <Sheet>
      <Tabs label="移交与上架" choices={choices} value={view} onChange={(chosen) => set({ view: chosen })} />
      {view === 'hand-over' ? <HandOver canHandOver={may(session, 'volume.handOver')} /> : null}
      {view === 'accept' ? <Accept canShelve={canShelve} /> : null}
      {view === 'move' ? <MoveVolume /> : null}
    </Sheet>
  );
}
