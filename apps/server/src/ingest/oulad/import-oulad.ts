import type { TenantPool } from '@verdant/db/connect';
import { keepSince, type KeptMonths } from '@verdant/db/stores/retention/keep-since';
import type { StoreReport } from '@verdant/db/stores/facts/store-report';
import { upsertPeople, type PeopleReport } from '@verdant/db/stores/facts/upsert-people';
import { upsertSource } from '@verdant/db/stores/facts/upsert-source';
import { withOrg, type TenantContext } from '@verdant/db/with-org';
import type { FactKind, LearningPath } from '@verdant/domain/facts/facts';
import type { OrganizationId } from '@verdant/domain/ids';
import { addDays, dayOf, type Instant } from '@verdant/domain/time/day';
import { statSync } from 'node:fs';
import { ImportError } from '../import-error.ts';
import type { ReadOptions, TableCount } from '../read-table.ts';
import { RejectsFile } from '../rejects.ts';
import { ClickSpill, spillClicks } from './click-spill.ts';
import { FactWriter } from './fact-writer.ts';
import { loadCatalogue, type OuladCatalogue } from './load-catalogue.ts';
import { joinDay, loadStudents, type OuladStudents, type Registration } from './load-students.ts';
import { Mapper } from './map-facts.ts';
import { Naming, ouladSource } from './presentation.ts';
import { storeResults, type ResultNotes } from './store-results.ts';
import { openTables, type OuladTable } from './tables.ts';

export type OuladProgress = { phase: 'reading' | 'storing'; done: number; total: number };
export type OuladOptions = {
  owner: TenantPool;
  worker: TenantPool;
  organizationId: OrganizationId;
  timeZone: string;
  folder: string;
  /** As in the command, e.g. `AAA_2013J`; null = all. */
  presentation: string | null;
  rejectsPath: string;
  now: Instant;
  signal?: AbortSignal;
  onProgress?: (progress: OuladProgress) => void;
};
export type OuladSummary = {
  people: Omit<PeopleReport, 'ids'>;
  facts: StoreReport;
  files: Record<OuladTable, TableCount>;
  clickRows: number;
  rejected: number;
  rejectsPath: string;
  /** How many months of facts the organization keeps, raised if the data are older. */
  kept: KeptMonths;
  notes: ResultNotes & { withoutRegistrationDay: number; withdrawnWithoutDay: number };
};

const delivered: readonly FactKind[] = [
  'skills', 'courses', 'topics', 'content_items', 'assessments', 'enrollments', 'learning_paths', 'topic_completions', 'assessment_attempts', 'learning_events',
];
const chunkFacts = 2_000;
/** People register and look around before the first day. */
const earliestOffset = 365;

function wantedKey(presentation: string | null): string | null {
  if (presentation === null) return null;
  const match = /^([A-Za-z]+)[_/]([0-9]{4}[A-Za-z])$/.exec(presentation);
  if (!match) throw new ImportError(`"${presentation}" names no presentation; write module and presentation like AAA_2013J.`);
  return `${match[1]}/${match[2]}`;
}

/** Data that are older than the organization keeps facts would expire at once. */
async function keepAll({ owner, organizationId, timeZone, now }: OuladOptions, { presentations }: OuladCatalogue): Promise<KeptMonths> {
  const today = dayOf(now, timeZone);
  const first = [...presentations.values()].map(({ start }) => addDays(start, -earliestOffset)).sort()[0] ?? today;
  return withOrg(owner, { organizationId, userId: null, role: 'operator' }, (tx) => keepSince(tx, first, today));
}

async function writePeople(options: OuladOptions, students: OuladStudents): Promise<PeopleReport> {
  const byStudent = new Map<string, Registration[]>();
  for (const registration of students.registrations.values()) {
    byStudent.set(registration.student, [...(byStudent.get(registration.student) ?? []), registration]);
  }
  const people = [...byStudent].map(([student, registrations]) => ({
    externalId: `oulad-${student}`, name: `oulad-${student}`, joinedOn: joinDay(student, registrations, students.joinedOn), comparison: 'in' as const,
  }));
  const context: TenantContext = { organizationId: options.organizationId, userId: null, role: 'operator' };
  return withOrg(options.owner, context, (tx) => upsertPeople(tx, options.organizationId, people));
}

async function writeRegistrations(mapper: Mapper, students: OuladStudents, writer: FactWriter): Promise<void> {
  const registrations = [...students.registrations.values()];
  for (let start = 0; start < registrations.length; start += chunkFacts) {
    const chunk = registrations.slice(start, start + chunkFacts);
    const paths = chunk.map((registration) => mapper.path(registration)).filter((path): path is LearningPath => path !== null);
    await writer.store({ enrollments: chunk.map((registration) => mapper.enrollment(registration)), learning_paths: paths });
  }
}

async function writeClicks(
  spill: ClickSpill, catalogue: OuladCatalogue, naming: Naming, mapper: Mapper, writer: FactWriter, onRows: (done: number) => void
): Promise<void> {
  let done = 0;
  for (const { rows, clicks } of spill.weeks()) {
    for (let start = 0; start < clicks.length; start += chunkFacts) {
      const events = clicks.slice(start, start + chunkFacts).map((each) => {
        const site = catalogue.sites.get(`${each.presentation.key}/${each.site}`);
        if (!site) throw new Error(`Site ${each.site} was checked and is gone.`);
        return mapper.opened(each, site, naming.id('courses', `course:${each.presentation.key}`));
      });
      await writer.store({ learning_events: events });
    }
    done += rows;
    onRows(done);
  }
}

/**
 * importOulad streams the seven files of the Open University data set into facts: in chunks, each its own transaction, so that a broken-off import is
 * taken up by running it again.
 */
export async function importOulad(options: OuladOptions): Promise<OuladSummary> {
  const wanted = wantedKey(options.presentation);
  const tables = await openTables(options.folder);
  const { organizationId, timeZone, now, worker, signal } = options;
  const tenant: TenantContext = { organizationId, userId: null, role: 'worker' };
  const naming = new Naming(organizationId, timeZone);
  const rejects = new RejectsFile(options.rejectsPath);
  const read: ReadOptions = { rejects, signal };
  const spill = new ClickSpill();
  const writer = new FactWriter({ worker, tenant, timeZone, now, signal });
  try {
    const catalogue = await loadCatalogue(tables, naming, wanted, read);
    const kept = await keepAll(options, catalogue);
    const students = await loadStudents(tables, catalogue, wanted, read);
    const bytes = statSync(tables.studentVle.path).size;
    const studentVle = await spillClicks(
      tables, catalogue, students, wanted, spill, { ...read, onBytes: (done) => options.onProgress?.({ phase: 'reading', done, total: bytes }) }
    );
    options.onProgress?.({ phase: 'reading', done: bytes, total: bytes });

    const { ids, ...people } = await writePeople(options, students);
    const mapper = new Mapper(naming, catalogue, ids, now);
    await withOrg(worker, tenant, (tx) => upsertSource(tx, organizationId, {
      source: ouladSource, kind: 'data-set', facts: delivered, measures: [], lastContactAt: now, sample: false,
    }));
    await writer.store(catalogue.facts);
    await writer.finish();
    await writeRegistrations(mapper, students, writer);
    const results = await storeResults(tables, catalogue, students, mapper, writer, read);
    await writeClicks(spill, catalogue, naming, mapper, writer, (done) => options.onProgress?.({ phase: 'storing', done, total: spill.rows }));
    await writer.finish();

    const registrations = [...students.registrations.values()];
    return {
      people, kept, facts: writer.report, files: { ...catalogue.counts, ...students.counts, studentAssessment: results.count, studentVle },
      clickRows: spill.rows, rejected: rejects.count, rejectsPath: rejects.path,
      notes: {
        ...results.notes, withoutRegistrationDay: registrations.filter(({ registered }) => registered === null).length,
        withdrawnWithoutDay: registrations.filter(({ result, unregistered }) => result === 'Withdrawn' && unregistered === null).length,
      },
    };
  } finally {
    await writer.settle();
    spill.remove();
    rejects.close();
  }
}
