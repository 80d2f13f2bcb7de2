import { rebuild as rebuildSearch } from '../../modules/search/index.ts';
import { type Command, failure } from '../command.ts';
import { asOperator } from '../operator.ts';

export const rebuild: Command = {
  usage: 'rebuild search',
  zh: '由登记与目录重建查档表；重建时照常可查，登记与编目等它完成',
  en: 'fills the search tables again from the register and the catalogues; searches go on, writers wait',
  run: async (common, [what]) => {
    if (what !== 'search') return failure('可重建的有：search (nothing else can be rebuilt)');
    const counts = await asOperator(common, 'operator.rebuildSearch', ({ db }) => rebuildSearch(db));
    return { code: 0, output: counts, text: `已重建：${counts.dossiers} 份档案，${counts.items} 件材料` };
  },
};
