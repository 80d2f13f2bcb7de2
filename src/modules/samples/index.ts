export { makeSamples } from './make-samples.ts';
export { scansToPdf } from './pdf.ts';
export { makePeople, type SamplePerson } from './people.ts';
export type { Truth } from './truth.ts';
