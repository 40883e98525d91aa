import { histogramMedian } from '../stats/histogram-median.ts';
import { roundHalfEven } from '../stats/round-half-even.ts';
import { measureDropOff } from './course-content-effectiveness.ts';
import { stepActions } from './course-health-value.ts';
import type { HealthStep, StepReason } from './course-health-value.ts';
import { idleInCourse } from './course-measures.ts';
import type { CourseGroup, CourseTopic } from './group-state.ts';
import type { Day } from '../time/day.ts';

const hardBelowPct = 60;
const longAbove = 1.5;
const binMinutes = 2;

/** stepReasonOf says what is wrong with the topic after which learners stop: low results, more time than planned, else nothing that shows in the facts. */
export function stepReasonOf(topic: CourseTopic | null): StepReason {
  if (topic === null) return 'unclear';
  if (topic.learners > 0 && roundHalfEven(topic.pctSum / topic.learners, 1) < hardBelowPct) return 'too-hard';
  const minutes = histogramMedian(topic.minutes, binMinutes);
  return minutes !== null && topic.expectedMin !== null && minutes > longAbove * topic.expectedMin ? 'too-long' : 'unclear';
}

/** healthSteps are the shown steps of the drop-off, with reason and action where one is flagged. */
export function healthSteps({ learners, topics }: Pick<CourseGroup, 'learners' | 'topics'>, D: Day): HealthStep[] {
  const stops = learners.map((learner) => ({
    furthest: Math.min(learner.furthest, topics.length), withdrawn: learner.status === 'withdrawn' || learner.status === 'failed',
    idleDays: idleInCourse(learner, D),
  }));
  const steps = measureDropOff({ dropOff: stops, topicCount: topics.length })?.steps ?? [];
  return steps.flatMap(({ k, h, lo, hi, flag, shown }): HealthStep[] => {
    if (!shown || h === null || lo === null || hi === null) return [];
    const topic = topics[k - 1] ?? null;
    const reason = flag === true ? stepReasonOf(topic) : null;
    return [{ position: k, topicId: topic?.topicId ?? null, h, lo, hi, flag, reason, action: reason === null ? null : stepActions[reason] }];
  });
}
