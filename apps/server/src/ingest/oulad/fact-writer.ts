import type { TenantPool } from '@verdant/db/connect';
import { KnownReferences } from '@verdant/db/stores/facts/known-references';
import { storeFacts } from '@verdant/db/stores/facts/store-facts';
import { addReport, type StoreReport } from '@verdant/db/stores/facts/store-report';
import { withOrg, type TenantContext } from '@verdant/db/with-org';
import type { FactBatch } from '@verdant/domain/facts/facts';
import type { Instant } from '@verdant/domain/time/day';

export type WriterContext = { worker: TenantPool; tenant: TenantContext; timeZone: string; now: Instant; signal?: AbortSignal | undefined };

const inFlight = 2;

/** FactWriter stores one chunk per transaction; the next chunk is prepared while the one before it is being stored. */
export class FactWriter {
  readonly report: StoreReport = {};
  readonly #context: WriterContext;
  readonly #pending: Promise<void>[] = [];
  readonly #known: KnownReferences;

  constructor(context: WriterContext) {
    this.#context = context;
    this.#known = new KnownReferences(context.tenant.organizationId);
  }

  /** store takes a chunk; it waits while two are on their way. A chunk that failed fails the next call. */
  async store(batch: FactBatch): Promise<void> {
    this.#context.signal?.throwIfAborted();
    while (this.#pending.length >= inFlight) await this.#pending.shift();
    const storing = this.#write(batch);
    // The error is met when the chunk is waited for; until then it must not count as unhandled.
    storing.catch(() => undefined);
    this.#pending.push(storing);
  }

  /** finish waits for all chunks. */
  async finish(): Promise<void> {
    while (this.#pending.length > 0) await this.#pending.shift();
  }

  /** settle waits for all chunks and keeps silent about failures; for the way out after an error. */
  async settle(): Promise<void> {
    await Promise.allSettled(this.#pending);
  }

  async #write(batch: FactBatch): Promise<void> {
    const { worker, tenant, timeZone, now } = this.#context;
    const context = { organizationId: tenant.organizationId, timeZone, now, timesMoveAtMostDays: 2, known: this.#known };
    addReport(this.report, await withOrg(worker, tenant, (tx) => storeFacts(tx, context, batch)));
  }
}
