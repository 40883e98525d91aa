import type { Assessment, ContentItem, ContentType, Course, Skill, Topic } from '@verdant/domain/facts/facts';
import { addDays, type Day } from '@verdant/domain/time/day';
import { identify } from './identify.ts';
import { randomFrom, type Random } from './random.ts';
import { tracks, type SyllabusCourse, type SyllabusTopic, type SyllabusTrack } from './syllabus.ts';

export type SkillPlan = { id: string; name: string; demand: number; prerequisiteIds: string[] };
/** `effect` is what finishing the item adds to the chance of a right answer: the hidden truth that charts should find again. */
export type ItemPlan = { id: string; title: string; type: ContentType; expectedMin: number; effect: number };
/** `difficulty` lowers the chance of a right answer; `upsideDown` questions are answered worse by those who know more. */
export type QuestionPlan = { id: string; skillId: string; difficulty: number; upsideDown: boolean };
export type TopicPlan = {
  id: string; key: string; courseId: string; skillIds: string[]; difficulty: number; items: ItemPlan[]; quizId: string; questions: QuestionPlan[];
};
export type CoursePlan = {
  id: string; key: string; title: string; passMark: number | null; weeks: number; topics: TopicPlan[]; baselineId: string; postId: string;
};
export type TrackPlan = { key: string; name: string; skills: SkillPlan[]; courses: CoursePlan[] };
export type Curriculum = {
  organizationId: string;
  tracks: TrackPlan[];
  facts: { skills: Skill[]; courses: Course[]; topics: Topic[]; content_items: ContentItem[]; assessments: Assessment[] };
};

const itemNames: Record<ContentType, string> = {
  video: 'Video', article: 'Reading', interactive: 'Walk-through', practice: 'Exercise', assessment: 'Quick check', forum: 'Discussion', other: 'Handout',
};
const typeEffects: Record<ContentType, number> = {
  video: 0.02, article: -0.04, interactive: 0.1, practice: 0.03, assessment: 0.06, forum: -0.02, other: -0.09,
};
const makers = [{ by: 'human', effect: 0.02 }, { by: 'ai', effect: -0.02 }, { by: 'hybrid', effect: 0.03 }] as const;
const minutesOf: Record<ContentType, [number, number]> = {
  video: [6, 16], article: [5, 14], interactive: [10, 22], practice: [10, 30], assessment: [3, 7], forum: [4, 10], other: [3, 8],
};

/**
 * typesOf chooses the items of a topic: something to take in, an exercise, and a few more. Topics differ in what they offer, so that results can tell
 * the types apart.
 */
function typesOf(random: Random): ContentType[] {
  const first: ContentType = random.chance(0.55) ? 'video' : 'article';
  const others = (['video', 'article', 'interactive', 'assessment', 'forum', 'other'] as const).filter((type) => type !== first);
  return [first, 'practice', ...random.shuffled<ContentType>(others).slice(0, random.int(2, 3))];
}

class CurriculumBuilder {
  readonly facts: Curriculum['facts'] = { skills: [], courses: [], topics: [], content_items: [], assessments: [] };
  readonly #organizationId: string;
  readonly #createdOn: Day;

  constructor(organizationId: string, createdOn: Day) {
    this.#organizationId = organizationId;
    this.#createdOn = createdOn;
  }

  buildTrack(track: SyllabusTrack): TrackPlan {
    const ids = track.skills.map(({ key }) => identify(this.#organizationId, 'skills', `skill:${track.key}/${key}`));
    const skills = track.skills.map(({ name, demand, needs }, place) => {
      const identity = at(ids, place);
      this.facts.skills.push({ ...identity, name, marketDemand: demand });
      return { id: identity.id, name, demand, prerequisiteIds: needs.map((need) => at(ids, need).id) };
    });
    return { key: track.key, name: track.name, skills, courses: track.courses.map((course) => this.#buildCourse(course, skills)) };
  }

  #buildCourse(course: SyllabusCourse, skills: readonly SkillPlan[]): CoursePlan {
    const identity = identify(this.#organizationId, 'courses', `course:${course.key}`);
    this.facts.courses.push({
      ...identity, title: course.title, status: 'active', createdAt: `${this.#createdOn}T09:00:00.000Z`, passMark: course.passMark,
      targetCompletionPct: 75, targetDurationDays: course.weeks * 7, trainerIds: [],
    });
    const exam = (kind: 'baseline' | 'post') => {
      const exam = identify(this.#organizationId, 'assessments', `exam:${course.key}/${kind}`);
      const title = kind === 'baseline' ? `${course.title}: where you start` : `${course.title}: where you arrived`;
      this.facts.assessments.push({ ...exam, title, courseId: identity.id, kind, max: 100, passMark: course.passMark });
      return exam.id;
    };
    const topics = course.topics.map((topic, position) => this.#buildTopic(course, identity.id, topic, position, skills));
    return {
      id: identity.id, key: course.key, title: course.title, passMark: course.passMark, weeks: course.weeks, topics, baselineId: exam('baseline'),
      postId: exam('post'),
    };
  }

  #buildTopic(course: SyllabusCourse, courseId: string, topic: SyllabusTopic, position: number, skills: readonly SkillPlan[]): TopicPlan {
    const key = `${course.key}/${position + 1}`;
    const random = randomFrom(`topic ${key}`);
    const identity = identify(this.#organizationId, 'topics', `topic:${key}`);
    const skillIds = topic.skills.map((place) => at(skills, place).id);
    const items = typesOf(random).map(
      (type, place) => this.#buildItem(key, place, type, { courseId, topicId: identity.id, title: topic.title, skillIds }, random)
    );
    const expectedMin = items.reduce((sum, item) => sum + item.expectedMin, 15);
    this.facts.topics.push({ ...identity, title: topic.title, courseId, position, skillIds, expectedMin });
    const quiz = identify(this.#organizationId, 'assessments', `exam:${key}`);
    const questions = Array.from({ length: random.int(8, 11) }, (_, place) => ({
      id: `${key}/q${place + 1}`, skillId: at(skillIds, place % skillIds.length), difficulty: random.normal(0, 0.13), upsideDown: random.chance(0.03),
    }));
    this.facts.assessments.push(
      { ...quiz, title: `${topic.title}: test`, courseId, topicId: identity.id, kind: 'other', max: questions.length, passMark: course.passMark }
    );
    // Two places where many people stop: the middle of a course and its hardest topic.
    const difficulty = random.normal(0, 0.04) + (position === Math.floor(course.topics.length / 2) ? 0.07 : 0);
    return { id: identity.id, key, courseId, skillIds, difficulty, items, quizId: quiz.id, questions };
  }

  #buildItem(
    key: string, place: number, type: ContentType, of: { courseId: string; topicId: string; title: string; skillIds: string[] }, random: Random
  ): ItemPlan {
    const maker = random.pick(makers);
    const identity = identify(this.#organizationId, 'content_items', `content:${key}/${place + 1}`);
    const [low, high] = minutesOf[type];
    const expectedMin = random.int(low, high);
    const title = `${itemNames[type]}: ${of.title}`;
    this.facts.content_items.push(
      { ...identity, title, courseId: of.courseId, topicId: of.topicId, type, createdBy: maker.by, skillIds: of.skillIds, expectedMin, status: 'active' }
    );
    return { id: identity.id, title, type, expectedMin, effect: typeEffects[type] + maker.effect + random.normal(0, 0.045) };
  }
}

/** at reads a list where the place is known to exist. */
export function at<T>(list: readonly T[], place: number): T {
  const item = list[place];
  if (item === undefined) throw new Error(`No place ${place} in a list of ${list.length}.`);
  return item;
}

/** buildCurriculum makes courses, topics, items, tests and skills; it does not depend on the day's activity, so a ticker can make it again. */
export function buildCurriculum(organizationId: string, trackKeys: readonly string[], today: Day): Curriculum {
  const builder = new CurriculumBuilder(organizationId, addDays(today, -400));
  return { organizationId, tracks: tracks.filter(({ key }) => trackKeys.includes(key)).map((track) => builder.buildTrack(track)), facts: builder.facts };
}
