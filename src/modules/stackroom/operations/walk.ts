import { minuteOf } from '../../../core/time.ts';
import { refuseUnprintable } from '../../../platform/papers/glyphs.ts';
import { typeset } from '../../../platform/papers/typst.ts';
import { answer } from '../../../platform/run.ts';
import { unitName } from '../../accounts/index.ts';
import { findTickets } from '../../holdings/index.ts';
import { ticketPurposes } from '../../holdings/rules.ts';
import * as contract from '../contract.ts';
import { WALK_PAPER } from '../paper.ts';

const MOST = 1000;
const titles = { approved: '提卷单', returning: '归架单' } as const;

export const printWalk = answer(contract.printWalk, async ({ tx, now, actor }, { state }) => {
  const rows = await findTickets(tx, { state, limit: MOST });
  refuseUnprintable(Object.fromEntries(rows.map(({ takerUnit, taker }, i) => [`tickets.${i}`, `${takerUnit}${taker}`])));
  const paper = {
    ...{ title: titles[state], unit: await unitName(tx), printedBy: actor.displayName, printedAt: minuteOf(now) },
    rows: rows.map(({ address, barcode, purpose, takerUnit, taker, dueOn, pagesOut, pagesIn }) => ({
      ...{ address: address ?? '', barcode, purpose: ticketPurposes[purpose], taker: `${takerUnit} ${taker}`, dueOn },
      pages: String((state === 'returning' ? (pagesIn ?? pagesOut) : pagesOut) ?? ''),
    })),
  };
  return { mime: 'application/pdf', fileName: `${titles[state]}.pdf`, bytes: typeset(WALK_PAPER, paper) };
});
