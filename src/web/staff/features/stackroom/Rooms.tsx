import { Button } from 'antd';
import { useState } from 'react';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { UsedBar } from '../../parts/UsedBar.tsx';
import { useShortcut } from '../../parts/useShortcut.ts';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { may, useSession } from '../../session.ts';
import { AddShelves } from './AddShelves.tsx';
import { CreateRoom } from './CreateRoom.tsx';
import { Levels } from './Levels.tsx';
import { type Room, useRooms } from './useRooms.ts';

/** 库位: the rooms with what they hold, and the levels of one of them. */
export function Rooms() {
  const canManage = may(useSession(), 'stackroom.manage');
  const { filters, set } = useUrlFilters();
  const { data, error, refetch } = useRooms();
  const [isCreating, setCreating] = useState(false);
  const [growing, setGrowing] = useState<Room>();
  useShortcut('n', '建立库房', () => canManage && setCreating(true));
  const room = data?.rooms.find(({ id }) => id === filters['room']);
  const open = (id: string | undefined) => set({ room: id, zone: undefined, rack: undefined, free: undefined });
  const create = canManage ? (
    <Button type="primary" onClick={() => setCreating(true)}>
      建立库房
    </Button>
  ) : null;
  return (
    <Sheet action={create} note={data ? totalOf(data.rooms) : null}>
      {room ? (
        <Levels room={room} back={() => open(undefined)} grow={canManage ? () => setGrowing(room) : undefined} />
      ) : (
        <DataTable
          {...{
            label: '库房列表',
            columns: columnsFor(open, canManage ? setGrowing : undefined),
            rows: data?.rooms,
            keyOf: (each: Room) => each.id,
            error,
          }}
          onRetry={() => void refetch()}
          empty={
            <EmptyState title="还没有库房" action={create}>
              先建立库房，再按区、架、面、列、层增加架位，之后才能上架。
            </EmptyState>
          }
        />
      )}
      {isCreating ? <CreateRoom onCreated={open} close={() => setCreating(false)} /> : null}
      {growing ? <AddShelves room={growing} close={() => setGrowing(undefined)} /> : null}
    </Sheet>
  );
}

function totalOf(rooms: readonly Room[]): string {
  const used = rooms.reduce((sum, { usedCount }) => sum + usedCount, 0);
  const capacity = rooms.reduce((sum, { capacity: each }) => sum + each, 0);
  return `共 ${rooms.length} 个库房，已存 ${used} 卷，可存 ${capacity} 卷`;
}

const columnsFor = (open: (id: string) => void, grow: ((room: Room) => void) | undefined): Column<Room>[] => [
  {
    ...{ key: 'code', title: '库房编号', width: 110 },
    render: ({ id, code }) => (
      <button type="button" className="plain-button code" onClick={() => open(id)}>
        {code}
      </button>
    ),
  },
  { key: 'name', title: '名称', render: ({ name }) => name },
  { key: 'shelves', title: '层数', width: 90, isNumber: true, render: ({ shelfCount }) => shelfCount },
  { key: 'capacity', title: '可存卷数', width: 110, isNumber: true, render: ({ capacity }) => capacity },
  { key: 'used', title: '已存', width: 90, isNumber: true, render: ({ usedCount }) => usedCount },
  { key: 'bar', title: '占用', width: 220, render: (room) => <UsedBar used={room.usedCount} capacity={room.capacity} /> },
  {
    ...{ key: 'actions', title: '操作', width: 150 },
    render: (room) => (
      <span className="row-actions">
        <button type="button" className="plain-button" aria-label={`查看架位：${room.code}`} onClick={() => open(room.id)}>
          架位
        </button>
        {grow ? (
          <button type="button" className="plain-button" aria-label={`增加架位：${room.code}`} onClick={() => grow(room)}>
            增加架位
          </button>
        ) : null}
      </span>
    ),
  },
];
