import type { EventKind } from './event.ts';
import { accountsEvents } from './events/accounts.ts';
import { catalogueEvents } from './events/catalogue.ts';
import { conditionEvents } from './events/condition.ts';
import { consultationEvents } from './events/consultation.ts';
import { digitisationEvents } from './events/digitisation.ts';
import { evaluationEvents } from './events/evaluation.ts';
import { holdingsEvents } from './events/holdings.ts';
import { openingEvents } from './events/opening.ts';
import { preservationEvents } from './events/preservation.ts';
import { receptionEvents } from './events/reception.ts';
import { stackroomEvents } from './events/stackroom.ts';
import { stocktakeEvents } from './events/stocktake.ts';
import { transferEvents } from './events/transfer.ts';

/** The ledger's vocabulary. Types are only added: an old event must read the same in thirty years. */
export const eventKinds: Readonly<Record<string, EventKind>> = {
  ...accountsEvents,
  ...holdingsEvents,
  ...receptionEvents,
  ...stackroomEvents,
  ...openingEvents,
  ...stocktakeEvents,
  ...conditionEvents,
  ...catalogueEvents,
  ...preservationEvents,
  ...digitisationEvents,
  ...consultationEvents,
  ...transferEvents,
  ...evaluationEvents,
};
