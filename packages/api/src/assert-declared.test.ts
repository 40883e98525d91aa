import { expect, it } from 'vitest';
import { assertDeclared } from './assert-declared.ts';
import { appRouter } from './root.ts';
import { t } from './trpc.ts';

it('takes the router as it is', () => {
  expect(() => assertDeclared(appRouter._def.procedures)).not.toThrow();
});

it('stops at a procedure that declares nothing', () => {
  const careless = t.router({ open: t.procedure.query(() => 'everybody sees this') });
  expect(() => assertDeclared(careless._def.procedures)).toThrow('open declares no permission.');
});
