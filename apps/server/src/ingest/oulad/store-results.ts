import type { AssessmentAttempt, LearningEvent, TopicCompletion } from '@verdant/domain/facts/facts';
import { readTable, type ReadOptions, type TableCount } from '../read-table.ts';
import { RowError } from '../row.ts';
import type { FactWriter } from './fact-writer.ts';
import type { OuladCatalogue } from './load-catalogue.ts';
import { enrolledDay, type OuladStudents } from './load-students.ts';
import type { Mapper } from './map-facts.ts';
import type { OuladTables } from './tables.ts';

export type ResultNotes = { banked: number; withoutScore: number };

/**
 * storeResults streams studentAssessment: a graded result is an attempt and completes its topic, a banked one completes it at enrollment, one without
 * score was handed in only.
 */
export async function storeResults(
  tables: OuladTables, catalogue: OuladCatalogue, students: OuladStudents, mapper: Mapper, writer: FactWriter, options: ReadOptions,
): Promise<{ count: TableCount; notes: ResultNotes }> {
  const notes: ResultNotes = { banked: 0, withoutScore: 0 };
  let completions: TopicCompletion[] = [];
  let attempts: AssessmentAttempt[] = [];
  let events: LearningEvent[] = [];
  const flush = async (): Promise<void> => {
    if (completions.length + attempts.length + events.length === 0) return;
    const batch = { topic_completions: completions, assessment_attempts: attempts, learning_events: events };
    [completions, attempts, events] = [[], [], []];
    await writer.store(batch);
  };
  const count = await readTable(tables.studentAssessment, { ...options, pause: flush }, (row) => {
    const key = row.id('id_assessment');
    const plan = catalogue.assessments.get(key);
    if (!plan) {
      if (catalogue.knownAssessments.has(key)) return false;
      throw new RowError('id_assessment', 'unknown_assessment', `${key} is not in assessments.csv.`);
    }
    const student = row.id('id_student');
    const registration = students.registrations.get(`${plan.presentation.key}/${student}`);
    if (!registration) throw new RowError('id_student', 'unknown_student', `${student} is not in studentInfo.csv for ${plan.presentation.key}.`);
    const day = row.integer('date_submitted', -1_000, 1_000);
    const score = row.numberOrNull('score', 0, 100);
    if (row.integer('is_banked', 0, 1) === 1) {
      notes.banked += 1;
      completions.push(mapper.completion(plan, student, enrolledDay(registration)));
    } else if (score === null) {
      notes.withoutScore += 1;
      events.push(mapper.submitted(plan, student, day));
    } else {
      attempts.push(mapper.attempt(plan, student, day, score));
      completions.push(mapper.completion(plan, student, day));
    }
    return true;
  });
  await flush();
  return { count, notes };
}
