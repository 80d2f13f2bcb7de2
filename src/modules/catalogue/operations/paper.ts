import { Problem } from '../../../core/problem.ts';
import { dayOf } from '../../../core/time.ts';
import { refuseUnprintable } from '../../../platform/papers/glyphs.ts';
import { typeset } from '../../../platform/papers/typst.ts';
import { answer } from '../../../platform/run.ts';
import { nameUsers } from '../../accounts/index.ts';
import { getPersonOf } from '../../holdings/index.ts';
import * as contract from '../contract.ts';
import { CATALOGUE_PAPER, type PaperFacts, paperOf } from '../paper.ts';
import { arrangeItems, sumItems } from '../rules/item.ts';
import * as store from '../store.ts';

export const printCatalogue = answer(contract.printCatalogue, async ({ tx, now }, { dossierId, blankRowCount }) => {
  const person = await getPersonOf(tx, dossierId);
  if (!person) throw new Problem('not_found', `dossier ${dossierId}`);
  const stands = await store.getCatalogue(tx, dossierId);
  const draft = await store.getDraft(tx, dossierId);
  const isDraft = draft?.isOpen === true;
  const items = isDraft ? arrangeItems(draft.items) : await store.findItems(tx, dossierId);
  if (items.length === 0) throw new Problem('rule_broken', 'nothing to print', [{ path: 'items', message: '目录没有任何材料，无可打印' }]);
  const names = await nameUsers(tx, stands ? [stands.completedBy] : []);
  const facts: PaperFacts = {
    ...{ kind: person.kind, personName: person.name, referenceCode: person.referenceCode },
    ...{ scheme: isDraft ? draft.scheme : (stands?.scheme ?? '2018'), isDraft, ...sumItems(items) },
    ...{ arrangedBy: !isDraft && stands ? names(stands.completedBy) : '', arrangedOn: dayOf((!isDraft && stands?.completedAt) || now) },
  };
  refuseUnprintable({
    ...{ personName: facts.personName, arrangedBy: facts.arrangedBy },
    ...Object.fromEntries(items.map((item, place) => [`items.${place}.title`, item.title])),
    ...Object.fromEntries(items.map((item, place) => [`items.${place}.remark`, item.remark ?? ''])),
  });
  const bytes = typeset(CATALOGUE_PAPER, paperOf(facts, items, blankRowCount));
  return { mime: 'application/pdf', fileName: `目录-${person.referenceCode}.pdf`, bytes };
});
