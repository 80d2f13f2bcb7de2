import { z } from 'zod';

/**
 * Pages may not make code out of text (content security policy), and zod tries it when a contract is declared. Has to run before the first
 * contract is read: main.tsx imports it first, and vite.config.ts keeps it in one file with zod.
 */
z.config({ jitless: true });
