import { pages as consultation } from './pages/consultation.ts';
import { pages as digitisation } from './pages/digitisation.ts';
import { pages as evaluation } from './pages/evaluation.ts';
import { pages as holdings } from './pages/holdings.ts';
import { pages as home } from './pages/home.ts';
import type { Page } from './pages/page.ts';
import { pages as reception } from './pages/reception.ts';
import { pages as stackroom } from './pages/stackroom.ts';
import { pages as system } from './pages/system.ts';
import { pages as transfer } from './pages/transfer.ts';

export { type Page, pageGroups } from './pages/page.ts';

/**
 * Every page of the staff web, in the order of the navigation. Router, navigation, command box, page titles and `g` keys are read from
 * here: to add a page, add a row to its group's file.
 */
export const pages: readonly Page[] = [
  ...home,
  ...reception,
  ...holdings,
  ...transfer,
  ...stackroom,
  ...digitisation,
  ...consultation,
  ...evaluation,
  ...system,
];
