import type { Assessment, ContentItem, ContentType, Course, Skill, Topic } from '@verdant/domain/facts/facts';
import { ImportError } from '../import-error.ts';
import { readTable, type ReadOptions, type TableCount } from '../read-table.ts';
import { RowError } from '../row.ts';
import { type Naming, pickPresentation, presentationKey, readPresentation, type Presentation } from './presentation.ts';
import type { OuladTables } from './tables.ts';

export type AssessmentPlan = { key: string; presentation: Presentation; dueDay: number; topicId: string; assessmentId: string };
export type SitePlan = { id: string; type: ContentType };
/** What everything else points at: small look-ups of the presentations to import. */
export type OuladCatalogue = {
  presentations: Map<string, Presentation>;
  /** All presentations of courses.csv, also those not wanted. */
  known: Map<string, Presentation>;
  assessments: Map<string, AssessmentPlan>;
  /** All assessment ids of assessments.csv. */
  knownAssessments: Set<string>;
  /** By `presentation/site`. */
  sites: Map<string, SitePlan>;
  facts: { skills: Skill[]; courses: Course[]; topics: Topic[]; content_items: ContentItem[]; assessments: Assessment[] };
  counts: Record<'courses' | 'assessments' | 'vle', TableCount>;
};

const typeOf: Readonly<Record<string, ContentType>> = {
  quiz: 'assessment', externalquiz: 'assessment', forumng: 'forum', ouwiki: 'forum', repeatactivity: 'interactive', htmlactivity: 'interactive',
  dataplus: 'interactive',
  oucontent: 'article', resource: 'article', page: 'article', subpage: 'article', sharedsubpage: 'article', dualpane: 'article', folder: 'article',
  url: 'article', glossary: 'article',
};

/** contentTypeOf maps the 20 activity types of the data set; what is left is `other`. */
export const contentTypeOf = (activityType: string): ContentType => typeOf[activityType] ?? 'other';

class CatalogueBuilder {
  readonly facts: OuladCatalogue['facts'] = { skills: [], courses: [], topics: [], content_items: [], assessments: [] };
  readonly #naming: Naming;

  constructor(naming: Naming) {
    this.#naming = naming;
  }

  addCourse(presentation: Presentation): void {
    const { key, module, lastDay } = presentation;
    if (!this.facts.skills.some(({ name }) => name === module)) this.facts.skills.push(
      { ...this.#naming.identity('skills', `module:${module}`), name: module }
    );
    this.facts.courses.push({
      ...this.#naming.identity('courses', `course:${key}`), title: key, status: 'active', createdAt: this.#naming.noon(presentation, 0), passMark: 40,
      targetDurationDays: lastDay, trainerIds: [],
    });
  }

  addAssessment(presentation: Presentation, key: string, type: string, dueDay: number, weight: number | null): AssessmentPlan {
    const title = `${type} ${key}`;
    const courseId = this.#naming.id('courses', `course:${presentation.key}`);
    const skillIds = [this.#naming.id('skills', `module:${presentation.module}`)];
    const topic = this.#naming.identity('topics', `topic:${key}`);
    const assessment = this.#naming.identity('assessments', `assessment:${key}`);
    this.facts.topics.push({ ...topic, title, courseId, position: 0, skillIds });
    this.facts.assessments.push({
      ...assessment, title, courseId, topicId: topic.id, kind: 'other', max: 100, weight, dueAt: this.#naming.noon(presentation, dueDay),
    });
    return { key, presentation, dueDay, topicId: topic.id, assessmentId: assessment.id };
  }

  /** Teaching order is the order of due days; two on one day stand by their number. */
  orderTopics(plans: Iterable<AssessmentPlan>): void {
    const positions = new Map<string, number>();
    const next = new Map<string, number>();
    for (const { topicId, presentation } of [...plans].sort(byDueDay)) {
      const position = next.get(presentation.key) ?? 0;
      positions.set(topicId, position);
      next.set(presentation.key, position + 1);
    }
    this.facts.topics = this.facts.topics.map((topic) => ({ ...topic, position: positions.get(topic.id) ?? 0 }));
  }

  addSite(presentation: Presentation, site: string, activityType: string, weeks: [number | null, number | null]): SitePlan {
    const identity = this.#naming.identity('content_items', `site:${presentation.key}/${site}`);
    const type = contentTypeOf(activityType);
    const planned = weeks[0] === null ? '' : weeks[1] === null || weeks[1] === weeks[0] ? `, week ${weeks[0]}` : `, weeks ${weeks[0]} to ${weeks[1]}`;
    this.facts.content_items.push({
      ...identity, title: `${activityType} ${site}${planned}`, courseId: this.#naming.id(
        'courses', `course:${presentation.key}`
      ), type, createdBy: 'human', skillIds: [], status: 'active',
    });
    return { id: identity.id, type };
  }
}

/** byDueDay orders assessments as a learner meets them. */
export const byDueDay = (a: AssessmentPlan, b: AssessmentPlan): number => a.dueDay - b.dueDay || Number(a.key) - Number(b.key);

function refuseRepeat(seen: { has: (key: string) => boolean }, key: string, column: string): void {
  if (seen.has(key)) throw new RowError(column, 'duplicate', `${key} stands here a second time.`);
}

/** loadCatalogue reads courses, assessments and vle; with `wanted` only that presentation. */
export async function loadCatalogue(tables: OuladTables, naming: Naming, wanted: string | null, options: ReadOptions): Promise<OuladCatalogue> {
  const builder = new CatalogueBuilder(naming);
  const known = new Map<string, Presentation>();
  const courses = await readTable(tables.courses, options, (row) => {
    const presentation = readPresentation(row);
    refuseRepeat(known, presentation.key, 'code_presentation');
    known.set(presentation.key, presentation);
    return wanted === null || presentation.key === wanted;
  });
  if (wanted !== null && !known.has(wanted)) {
    throw new ImportError(
      `There is no presentation ${wanted.replace('/', '_')} in courses.csv. It has ${[...known.keys()].map((key) => key.replace('/', '_')).join(', ')}.`
    );
  }
  const presentations = new Map([...known].filter(([key]) => wanted === null || key === wanted));
  for (const presentation of presentations.values()) builder.addCourse(presentation);

  const assessments = new Map<string, AssessmentPlan>();
  const knownAssessments = new Set<string>();
  const assessmentCount = await readTable(tables.assessments, options, (row) => {
    const presentation = pickPresentation(presentationKey(row), known, null);
    const key = row.id('id_assessment');
    refuseRepeat(knownAssessments, key, 'id_assessment');
    const type = row.oneOf('assessment_type', ['TMA', 'CMA', 'Exam']);
    const dueDay = row.integerOrNull('date', -100, 1_000);
    const weight = row.numberOrNull('weight', 0, 1_000);
    knownAssessments.add(key);
    if (!presentation || !presentations.has(presentation.key)) return false;
    assessments.set(key, builder.addAssessment(presentation, key, type, dueDay ?? presentation.lastDay, weight));
    return true;
  });
  builder.orderTopics(assessments.values());

  const sites = new Map<string, SitePlan>();
  const vle = await readTable(tables.vle, options, (row) => {
    const presentation = pickPresentation(presentationKey(row), known, wanted);
    if (!presentation) return false;
    const site = row.id('id_site');
    const key = `${presentation.key}/${site}`;
    refuseRepeat(sites, key, 'id_site');
    const weeks: [number | null, number | null] = [row.integerOrNull('week_from', 0, 200), row.integerOrNull('week_to', 0, 200)];
    sites.set(key, builder.addSite(presentation, site, row.text('activity_type'), weeks));
    return true;
  });
  return { presentations, known, assessments, knownAssessments, sites, facts: builder.facts, counts: { courses, assessments: assessmentCount, vle } };
}
