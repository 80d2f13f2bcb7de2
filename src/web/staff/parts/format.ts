import { minuteOf } from '../../../core/time.ts';

/** An instant of the wire as `2023-12-31 09:05` in the centre's zone. */
export const formatInstant = (iso: string): string => minuteOf(new Date(iso));
