import { sql } from 'drizzle-orm';
import { hash } from 'node:crypto';
import type { Tx } from '../with-org.ts';

export type AuditFault = {
  /** `changed`: the line is not the one that was written. `removed`: a link without its line, or a gap between links. `unlinked`: a line that no link covers. */
  kind: 'changed' | 'removed' | 'unlinked';
  position: number | null;
  auditId: number | null;
};
/** Where a chain ends: kept outside the database, it also shows that the end was cut off. */
export type AuditHead = { position: number; hash: string };
export type AuditReport = { lines: number; redacted: number; faults: AuditFault[]; head: AuditHead };

type Line = {
  position: string; chain_id: string; hash: string; id: string | null; organization_id: string; at_micros: string; role: string | null; action: string; outcome: string;
  request_id: string | null; details: string; person_digest: string; salt: string | null; actor_id: string | null; subject_id: string | null; pseudonymous: boolean;
};

const pageSize = 5_000;
const sha256 = (text: string) => hash('sha256', text);

/** linkHash is what `app.audit_link` writes: SHA-256 over the previous link, the place and the line. */
export function linkHash(previous: string, line: Omit<Line, 'hash' | 'salt' | 'chain_id' | 'pseudonymous'>): string {
  return sha256([previous, line.position, line.organization_id, line.id, line.at_micros, line.role ?? '', line.action, line.outcome, line.request_id ?? '', line.details,
    line.person_digest].join('|'));
}

/** A line without salt had its persons taken out: whoever stands there now must be a pseudonym of an erasure. */
function personsAreTheirs(line: Line): boolean {
  if (line.salt === null) return line.pseudonymous;
  return sha256(`${line.salt}|${line.actor_id ?? ''}|${line.subject_id ?? ''}`) === line.person_digest;
}

/** verifyAudit walks the chain of the tenant from its first link and calculates every hash again; a `known` earlier head must still stand in it. */
export async function verifyAudit(tx: Tx, known: AuditHead | null = null): Promise<AuditReport> {
  const report: AuditReport = { lines: 0, redacted: 0, faults: [], head: { position: 0, hash: '' } };
  for (;;) {
    const lines = await nextLines(tx, report.head.position);
    for (const line of lines) check(line, report, known);
    if (lines.length < pageSize) break;
  }
  if (known !== null && known.position > report.head.position) report.faults.push({ kind: 'removed', position: known.position, auditId: null });
  const { rows } = await tx.execute<{ id: string }>(sql`SELECT l.id FROM audit_log l LEFT JOIN audit_chain c ON c.organization_id = l.organization_id AND c.audit_id = l.id
    WHERE c.position IS NULL ORDER BY l.id`);
  for (const { id } of rows) report.faults.push({ kind: 'unlinked', position: null, auditId: Number(id) });
  return report;
}

function check(line: Line, report: AuditReport, known: AuditHead | null): void {
  const position = Number(line.position);
  const fault = (kind: AuditFault['kind']) => report.faults.push({ kind, position, auditId: Number(line.chain_id) });
  if (position !== report.head.position + 1) report.faults.push({ kind: 'removed', position: report.head.position + 1, auditId: null });
  if (line.id === null) fault('removed');
  else if (linkHash(report.head.hash, line) !== line.hash || !personsAreTheirs(line)) fault('changed');
  else if (known?.position === position && known.hash !== line.hash) fault('changed');
  report.lines += 1;
  if (line.salt === null && line.id !== null) report.redacted += 1;
  report.head = { position, hash: line.hash };
}

async function nextLines(tx: Tx, after: number): Promise<Line[]> {
  const { rows } = await tx.execute<Line>(sql`
    SELECT c.position, c.audit_id AS chain_id, c.hash, l.id, c.organization_id, (extract(epoch FROM l.at) * 1000000)::bigint AS at_micros, l.role, l.action, l.outcome,
      l.request_id, l.details::text AS details, l.person_digest, l.salt, l.actor_id, l.subject_id,
      coalesce(l.actor_id IN (SELECT e.pseudonym FROM erasures e), false) OR coalesce(l.subject_id IN (SELECT e.pseudonym::text FROM erasures e), false) AS pseudonymous
    FROM audit_chain c LEFT JOIN audit_log l ON l.organization_id = c.organization_id AND l.id = c.audit_id
    WHERE c.position > ${after} ORDER BY c.position LIMIT ${pageSize}`);
  return rows;
}
