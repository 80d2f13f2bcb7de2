export * from './contract/deaccessions.ts';
export * from './contract/letters.ts';
export * from './contract/papers.ts';
export * from './contract/receivers.ts';
export * from './contract/transfers.ts';
