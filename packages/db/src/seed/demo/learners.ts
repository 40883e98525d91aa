import type { ContentType } from '@verdant/domain/facts/facts';
import type { Role } from '@verdant/domain/access/roles';
import { addDays, type Day } from '@verdant/domain/time/day';
import { personId } from '../../stores/facts/fact-id.ts';
import { at, type CoursePlan, type Curriculum, type TrackPlan } from './curriculum.ts';
import { drawNames, emailName } from './names.ts';
import type { AccountPlan, GoalPlan, OrganizationPlan } from './organizations.ts';
import { randomFrom, type Random } from './random.ts';
import { mixStories, shareOf, tellStory, type Story, type StoryKind } from './stories.ts';

export type Learner = {
  externalId: string;
  userId: string;
  name: string;
  email: string;
  unit: string;
  roles: readonly Role[];
  joinedOn: Day;
  story: Story;
  /** Share of the path that is done by today. */
  share: number;
  track: TrackPlan;
  courses: CoursePlan[];
  cohort: string;
  /** 0..1: how easily they learn. */
  ability: number;
  /** Chance that an ordinary working day is a learning day. */
  frequency: number;
  weekend: number;
  peakMinute: number;
  evening: boolean;
  sociable: number;
  likes: ContentType;
  stuckSkillId: string | null;
  /** Written targets; none = they are drawn. */
  goals: readonly GoalPlan[];
  /** Days and results keep close to habit and knowledge, with little luck: so an account's page looks alike on whatever day it is made. */
  even: boolean;
  /** Chance that a learning day begins with a look back at something learned before. */
  reviews: number;
};

type Draft = Pick<Learner, 'externalId' | 'name' | 'email' | 'unit' | 'roles'> & {
  track: TrackPlan; story: Story; stuckSkill: number | null; peakMinute: number | null; goals: readonly GoalPlan[];
};

const likable = ['video', 'article', 'interactive', 'practice'] as const;

function finish(draft: Draft, organizationId: string, today: Day, curriculum: Curriculum, random: Random): Learner {
  const { story, track } = draft;
  const account = draft.externalId.startsWith('account-');
  const courses = account ? [...track.courses] : random.shuffled(track.courses).slice(0, random.chance(0.7) ? 3 : 2);
  const elsewhere = curriculum.tracks.filter(({ key }) => key !== track.key);
  if (!account && elsewhere.length > 0 && random.chance(0.07)) courses.push(random.pick(random.pick(elsewhere).courses));
  const joinedBefore = story.kind === 'brand-new' ? 0 : random.int(0, 200);
  const stuckPlace = draft.stuckSkill ?? (story.kind === 'stuck' ? random.int(0, 2) : null);
  return {
    ...draft, share: shareOf(story, courses.reduce((sum, { topics }) => sum + topics.length, 0)), userId: personId(organizationId, draft.externalId),
    joinedOn: addDays(today, -story.startedDaysAgo - joinedBefore), courses,
    cohort: `${track.key}/${random.chance(0.35) || draft.externalId === 'account-learner' ? 1 : random.int(2, 3)}`,
    ability: account ? 0.87 : Math.max(0.05, Math.min(0.98, random.normal(story.kind === 'stuck' ? 0.46 : 0.54, 0.35))),
    frequency: account ? 0.62 : random.between(0.53, 0.72), weekend: account ? 0.9 : random.between(0.1, 0.8),
    peakMinute: draft.peakMinute ?? random.pick([470, 510, 555, 720, 765, 1_020, 1_140, 1_200]) + random.int(-25, 25),
    evening: random.chance(0.25), sociable: random.next(), likes: account ? 'interactive' : random.pick(likable),
    stuckSkillId: stuckPlace === null ? null : at(track.skills, stuckPlace).id, reviews: account ? 0.6 : random.between(0.3, 0.85), even: account,
  };
}

/** draftAccounts are the people of the plan who learn; their stories are written, not drawn. */
function draftAccounts(accounts: readonly AccountPlan[], curriculum: Curriculum): Draft[] {
  return accounts.flatMap(({ learning, externalId, name, email, unit, roles }) => {
    const track = curriculum.tracks.find(({ key }) => key === learning?.track);
    if (!learning || !track) return [];
    const { startedDaysAgo, share } = learning;
    // Lively of late, so that a first look finds something new.
    const story: Story = { kind: learning.story, startedDaysAgo, done: { share }, intensity: (ago) => (ago < 7 ? 1.1 : 1) };
    return [{ externalId, name, email, unit, roles, track, story, stuckSkill: learning.stuckSkill, peakMinute: learning.peakMinute, goals: learning.goals }];
  });
}

function draftCrowd(plan: OrganizationPlan, curriculum: Curriculum, random: Random): Draft[] {
  const places = curriculum.tracks.flatMap((track) => Array.from({ length: plan.learners[track.key] ?? 0 }, () => track));
  const names = drawNames(places.length, random, [...plan.accounts, ...plan.trainers].map(({ name }) => name));
  const stories: StoryKind[] = mixStories(places.length, random);
  const emails = new Map<string, number>();
  return places.map((track, i) => {
    const name = at(names, i);
    const local = emailName(name);
    const repeat = (emails.get(local) ?? 0) + 1;
    emails.set(local, repeat);
    const externalId = `learner-${i + 1}`;
    return {
      externalId, name, email: `${local}${repeat > 1 ? repeat : ''}@${plan.emailDomain}`, unit: random.pick(plan.units), roles: ['learner'], track,
      story: tellStory(at(stories, i), randomFrom(`${plan.slug} story ${externalId}`)), stuckSkill: null, peakMinute: null, goals: [],
    };
  });
}

/** castLearners gives everyone who learns a name, a story, courses and habits. */
export function castLearners(plan: OrganizationPlan, curriculum: Curriculum, today: Day): Learner[] {
  const drafts = [...draftAccounts(plan.accounts, curriculum), ...draftCrowd(plan, curriculum, randomFrom(`${plan.slug} crowd`))];
  return drafts.map((draft) => finish(draft, curriculum.organizationId, today, curriculum, randomFrom(`${plan.slug} habits ${draft.externalId}`)));
}
