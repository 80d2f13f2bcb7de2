import { useQuery } from '@tanstack/react-query';
import type { OutputOf } from '../../../../core/operation.ts';
import { findRooms } from '../../../../modules/stackroom/contract.ts';
import { call } from '../../../call.ts';

export type Room = OutputOf<typeof findRooms>['rooms'][number];

export const useRooms = () => useQuery({ queryKey: [findRooms.name], queryFn: () => call(findRooms, {}) });
