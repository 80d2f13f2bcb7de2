import type { Permission } from '../../../../core/permissions.ts';

/** `isMore`: there are more than were counted, so the figure is shown as `200+`. */
export type Count = { count: number; isMore: boolean };

/** Something that waits for whoever holds `permission`; its count opens the list at `to`. */
export type Waiting = { id: string; title: string; hint: string; permission: Permission; to: string; count: () => Promise<Count> };

/** Up to how many are counted. */
export const MOST = 200;
