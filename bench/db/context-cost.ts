import { enterAs, type TenantContext } from '../../packages/db/src/with-org.ts';
import { median } from '../../packages/domain/src/stats/quantile.ts';
import type { BenchDatabase } from '../with-database.ts';

/** Microseconds (medians): of an empty transaction in three ways, and of one call of the functions that policies ask. */
export type ContextCost = {
  bareTransaction: number; unsignedTransaction: number; signedTransaction: number; signedAndAsked: number; orgIdCall: number; userIdCall: number;
};

const asked = 1000;

/** measureContext times the tenant context by itself, on the application's own connection, the ways taking turns. */
export async function measureContext({ app }: BenchDatabase, context: TenantContext, calls: number): Promise<ContextCost> {
  const client = await app.connect();
  const settings = { org_id: context.organizationId, user_id: context.userId ?? '', active_role: context.role };
  const unsigned = `SELECT ${Object.entries(settings).map(([name, value]) => `set_config('app.${name}', '${value}', true)`).join(', ')}`;
  const ways: Record<keyof ContextCost, () => Promise<unknown>> = {
    bareTransaction: async () => { await client.query('BEGIN'); await client.query('COMMIT'); },
    unsignedTransaction: async () => { await client.query(`BEGIN; ${unsigned}`); await client.query('COMMIT'); },
    signedTransaction: async () => { await client.query(`BEGIN; ${await enterAs(client, app.contextKey, context)}`); await client.query('COMMIT'); },
    signedAndAsked: async () => {
      await client.query(`BEGIN; ${await enterAs(client, app.contextKey, context)}; SELECT app.org_id()`);
      await client.query('COMMIT');
    },
    orgIdCall: () => client.query(`SELECT count(app.org_id()) FROM generate_series(1, ${asked})`),
    userIdCall: () => client.query(`SELECT count(app.user_id()) FROM generate_series(1, ${asked})`),
  };
  const perCall = new Set<keyof ContextCost>(['orgIdCall', 'userIdCall']);
  const names = Object.keys(ways) as (keyof ContextCost)[];
  const times = Object.fromEntries(names.map((name): [string, number[]] => [name, []]));
  try {
    for (let call = 0; call < calls; call += 1) {
      for (const name of names) {
        if (perCall.has(name)) await client.query(`BEGIN; ${await enterAs(client, app.contextKey, context)}`);
        const since = performance.now();
        await ways[name]();
        times[name]?.push((1000 * (performance.now() - since)) / (perCall.has(name) ? asked : 1));
        if (perCall.has(name)) await client.query('COMMIT');
      }
    }
  } finally {
    client.release();
  }
  const of = (name: keyof ContextCost) => Math.round((median(times[name] ?? []) ?? 0) * 10) / 10;
  return {
    bareTransaction: of('bareTransaction'), unsignedTransaction: of('unsignedTransaction'), signedTransaction: of('signedTransaction'),
    signedAndAsked: of('signedAndAsked'), orgIdCall: of('orgIdCall'), userIdCall: of('userIdCall'),
  };
}
