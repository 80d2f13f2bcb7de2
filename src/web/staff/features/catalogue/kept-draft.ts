import { z } from 'zod';
import { draftItem } from '../../../../modules/catalogue/contract.ts';
import { schemes } from '../../../../modules/packages/categories.ts';

const kept = z.object({ scheme: z.enum(schemes), items: z.array(draftItem), version: z.int() });

/** What the browser kept of a catalogue unsaved; undefined when nothing, or another version of Lantai wrote it. */
export const keptDraft = (fields: Record<string, unknown>) => kept.safeParse(fields).data;
