export { makeSamples, type SampleForm, type SampleOptions } from './make-samples.ts';
export { makePeople, type SamplePerson } from './people.ts';
export type { Truth, TruthDossier, TruthItem, TruthPage } from './truth.ts';
