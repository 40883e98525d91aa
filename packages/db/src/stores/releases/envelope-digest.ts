import type { Envelope } from '@verdant/domain/analytics/envelope';
import { createHash } from 'node:crypto';
import { canonical } from '../canonical.ts';

/** envelopeDigest tells whether an envelope says something new: it leaves out when it was calculated and when its sources were last heard. */
export function envelopeDigest({ computedAt: _computedAt, sources, ...content }: Envelope<unknown>): string {
  const states = sources.map(({ service, state }) => [service, state]);
  return createHash('md5').update(JSON.stringify(canonical([content, states]))).digest('hex');
}
