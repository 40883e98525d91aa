import { catalogue } from '../analytics/catalogue.ts';
import type { AnalyticId } from '../analytics/catalogue.ts';
import type { Envelope } from '../analytics/envelope.ts';
import { today } from '../analytics/learner-time.ts';
import type { AnalyticContext } from '../analytics/state.ts';
import { computeTeachingEffectiveness } from '../analytics/teaching-effectiveness.ts';
import { DomainError } from '../errors.ts';
import { buildTeachingState } from './build-course-state.ts';
import { computeForCourse } from './compute-course-file.ts';
import { computeForLearner } from './compute-learner-file.ts';
import { computeForOrganization } from './compute-organization-file.ts';
import { computePeers } from './compute-peers-file.ts';
import { cutFileRelease } from './cut-file-release.ts';
import type { ExplainState } from './explain.ts';
import type { FactsFile, FileSubject } from './facts-file.ts';
import { fileContext } from './file-context.ts';
import { knowOrganization } from './known-organization.ts';
import { requireFinite } from './require-finite.ts';

/** An analytic of a file, with what it is explained from. */
export type FileAnalytic = { envelope: Envelope<unknown>; explained: ExplainState; ctx: AnalyticContext };

const learner = ['learner'] as const;
const course = ['course'] as const;
const organization = ['organization'] as const;

/** Whom each analytic can be about. */
const subjectsOf: Record<AnalyticId, readonly FileSubject['kind'][]> = {
  'learning-velocity': learner, 'skill-gaps': learner, engagement: learner, mastery: learner, performance: learner, 'drop-off-risk': learner,
  'outcome-forecast': learner, 'content-effectiveness': ['learner', 'course'], recommendations: ['learner', 'course', 'organization'],
  'course-performance': course, 'course-health': course, 'student-distribution': course, 'teaching-effectiveness': ['trainer', 'organization'],
  'org-learning-velocity': organization, 'strategic-alignment': organization, 'department-team': organization, 'learning-culture': organization,
  'skill-demand': organization, 'peer-comparison': ['learner', 'organization'],
};
const subjectWords: Record<FileSubject['kind'], string> = { learner: 'a learnerId', course: 'a courseId', trainer: 'a trainerId', organization: 'organization: true' };

function refuse(reason: string): never {
  throw new DomainError('invalid-input', reason);
}

function checkAsked(id: AnalyticId, { subject, viewer }: FactsFile): void {
  const kinds = subjectsOf[id];
  if (!kinds.includes(subject.kind)) refuse(`subject: ${id} needs ${kinds.map((kind) => subjectWords[kind]).join(' or ')}`);
  if (!catalogue[id].audience.includes(viewer.role)) refuse(`viewer.role: ${id} is for ${catalogue[id].audience.join(' and ')}`);
  const forOthers = subject.kind === 'learner' || id === 'skill-demand';
  if (viewer.role === 'learner' && !forOthers) refuse(`viewer.role: a learner sees no ${subject.kind}`);
  if (viewer.role === 'trainer' && subject.kind === 'organization' && !['skill-demand', 'peer-comparison'].includes(id)) {
    refuse('viewer.role: a trainer sees no organization');
  }
  if (viewer.role === 'org_admin' && subject.kind === 'trainer') refuse('viewer.role: an org_admin sees all trainers together, ask for the organization');
}

function computeForTrainer(trainerId: string, file: FactsFile, ctx: AnalyticContext): Envelope<unknown> {
  const known = knowOrganization(file, today(ctx), ctx);
  return computeTeachingEffectiveness(buildTeachingState(trainerId, known, ctx), ctx, cutFileRelease(file, ctx).release);
}

function computeSubject(id: AnalyticId, file: FactsFile): FileAnalytic {
  const { subject } = file;
  const ctx = fileContext(file);
  const fromEnvelope = (envelope: Envelope<unknown>): FileAnalytic => ({ envelope, explained: { kind: 'envelope', envelope }, ctx });
  if (id === 'peer-comparison') return fromEnvelope(computePeers(subject.kind === 'learner' ? subject.learnerId : null, file, ctx));
  switch (subject.kind) {
    case 'learner': return computeForLearner(id, subject.learnerId, file, ctx);
    case 'course': return fromEnvelope(computeForCourse(id, subject, file, ctx));
    case 'trainer': return fromEnvelope(computeForTrainer(subject.trainerId, file, ctx));
    case 'organization': return fromEnvelope(computeForOrganization(id, file, ctx));
  }
}

/**
 * computeFileAnalytic calculates any analytic from a checked file of facts: live ones as of now, released ones from the release that would be cut for the
 * last complete day, had there never been one before. What is asked in vain is refused with a DomainError that names the place.
 */
export function computeFileAnalytic(id: AnalyticId, file: FactsFile): FileAnalytic {
  checkAsked(id, file);
  const result = computeSubject(id, file);
  requireFinite(result.envelope.value);
  return result;
}
