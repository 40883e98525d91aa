import type { AssessmentAttempt } from '@verdant/domain/facts/facts';
import type { ItemPlan, QuestionPlan, TopicPlan } from './curriculum.ts';
import type { Random } from './random.ts';

type Answers = Pick<AssessmentAttempt, 'score' | 'max' | 'skills'> & { items: { itemId: string; score: number }[] };
/** `even`: results follow knowledge closely, with little luck. */
type Temper = { ability: number; stuckSkillId: string | null; likes: string; even: boolean };

const clamp = (value: number) => Math.max(0.04, Math.min(0.97, value));
/** An exercise can be taken slowly and with notes, a test cannot. */
const easeOfPractice = 0.12;
const practicePass = 0.8;
/** Steps of this size around the unit circle leave no gaps and no heaps, also among every second or third of them. */
const goldenRatio = 0.618034;
/** On the skill that will not come, the best exercise stays short of a pass. */
const stuckPractice = 0.45;

/** Mind is what a person knows: ability, what they practised, and the one skill that will not come. Analytics see its answers only. */
export class Mind {
  readonly #temper: Temper;
  readonly #exposure = new Map<string, number>();
  readonly #boosts = new Map<string, number>();
  readonly #finished = new Set<string>();

  constructor(temper: Temper) {
    this.#temper = temper;
  }

  /** finishItem: an item gives its own effect to its topic once, more if its kind suits the person. */
  finishItem(topic: TopicPlan, item: ItemPlan): void {
    const liked = item.type === this.#temper.likes ? 0.04 : 0;
    if (!this.#finished.has(item.id)) this.#boosts.set(topic.id, (this.#boosts.get(topic.id) ?? 0) + item.effect + liked);
    this.#finished.add(item.id);
    this.#expose(topic.skillIds, 0.5);
  }

  /** knows is the probability of a right answer on a skill anywhere, 0..1. */
  knows(skillId: string): number {
    const exposure = this.#exposure.get(skillId) ?? 0;
    const known = 0.22 + 0.48 * this.#temper.ability + 0.2 * (1 - Math.exp(-exposure / 6));
    return skillId === this.#temper.stuckSkillId ? Math.min(0.5, known - 0.15) : known;
  }

  /** chanceOf is the probability of a right answer on a skill within a topic. */
  chanceOf(skillId: string, topic: TopicPlan): number {
    if (skillId === this.#temper.stuckSkillId) return clamp(this.knows(skillId) - topic.difficulty);
    const boost = Math.max(-0.18, Math.min(0.2, this.#boosts.get(topic.id) ?? 0));
    return clamp(this.knows(skillId) + boost - topic.difficulty);
  }

  /** answer works through questions, one draw each, and sums them by skill. */
  answer(questions: readonly QuestionPlan[], topicOf: (question: QuestionPlan) => TopicPlan, random: Random): Answers {
    const bySkill = new Map<string, { sum: number; n: number }>();
    const start = random.next();
    const items = questions.map((question, place) => {
      const knows = this.chanceOf(question.skillId, topicOf(question)) - question.difficulty;
      const draw = this.#temper.even ? (start + place * goldenRatio) % 1 : random.next();
      const chance = question.upsideDown ? clamp(1.15 - knows) : clamp(knows);
      const score = draw < chance ? 1 : draw < chance + 0.06 ? 0.5 : 0;
      const sum = bySkill.get(question.skillId) ?? { sum: 0, n: 0 };
      bySkill.set(question.skillId, { sum: sum.sum + score, n: sum.n + 1 });
      return { itemId: question.id, score };
    });
    this.#expose([...bySkill.keys()], 1);
    return {
      items, score: items.reduce((sum, { score }) => sum + score, 0), max: items.length,
      skills: [...bySkill].map(([skillId, { sum, n }]) => ({ skillId, score: Math.round((1_000 * sum) / n) / 1_000 })),
    };
  }

  practise(topic: TopicPlan, random: Random): { passed: boolean; score: number } {
    const chance = Math.min(...topic.skillIds.map((skillId) => this.chanceOf(skillId, topic)));
    this.#expose(topic.skillIds, 1);
    const most = topic.skillIds.some((id) => id === this.#temper.stuckSkillId) ? stuckPractice : 1;
    const score = Math.max(0, Math.min(most, Math.round(20 * random.normal(chance + easeOfPractice, this.#temper.even ? 0.05 : 0.13)) / 20));
    return { passed: score >= practicePass, score };
  }

  #expose(skillIds: readonly string[], amount: number): void {
    for (const skillId of skillIds) this.#exposure.set(skillId, (this.#exposure.get(skillId) ?? 0) + amount);
  }
}
