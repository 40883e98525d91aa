import type { AssessmentAttempt } from '@verdant/domain/facts/facts';
import type { ItemPlan, QuestionPlan, TopicPlan } from './curriculum.ts';
import type { Random } from './random.ts';

type Answers = Pick<AssessmentAttempt, 'score' | 'max' | 'skills'> & { items: { itemId: string; score: number }[] };

const clamp = (value: number) => Math.max(0.04, Math.min(0.97, value));

/** Mind is what a person knows: ability, what they practised, and the one skill that will not come. Hidden from the analytics, which see answers only. */
export class Mind {
  readonly #ability: number;
  readonly #stuckSkillId: string | null;
  readonly #likes: string;
  readonly #exposure = new Map<string, number>();
  readonly #boosts = new Map<string, number>();

  constructor(ability: number, stuckSkillId: string | null, likes: string) {
    this.#ability = ability;
    this.#stuckSkillId = stuckSkillId;
    this.#likes = likes;
  }

  /** finishItem: an item gives its own effect to its topic, more if its kind suits the person. */
  finishItem(topic: TopicPlan, item: ItemPlan): void {
    this.#boosts.set(topic.id, (this.#boosts.get(topic.id) ?? 0) + item.effect + (item.type === this.#likes ? 0.05 : 0));
    this.#expose(topic.skillIds, 0.5);
  }

  /** chanceOf is the probability of a right answer on a skill within a topic. */
  chanceOf(skillId: string, topic: TopicPlan): number {
    const stuck = skillId === this.#stuckSkillId;
    const growth = stuck ? 0 : 0.26 * (1 - Math.exp(-(this.#exposure.get(skillId) ?? 0) / 7));
    const boost = Math.max(-0.15, Math.min(0.22, this.#boosts.get(topic.id) ?? 0));
    return clamp(0.29 + 0.36 * this.#ability + growth + boost - topic.difficulty - (stuck ? 0.3 : 0));
  }

  /** answer works through questions, one draw each, and sums them by skill. */
  answer(questions: readonly QuestionPlan[], topicOf: (question: QuestionPlan) => TopicPlan, random: Random): Answers {
    const bySkill = new Map<string, { sum: number; n: number }>();
    const items = questions.map((question) => {
      const knows = this.chanceOf(question.skillId, topicOf(question)) - question.difficulty;
      const draw = random.next();
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
    const score = Math.max(0, Math.min(1, Math.round(20 * random.normal(chance, 0.18)) / 20));
    return { passed: score >= 0.6, score };
  }

  #expose(skillIds: readonly string[], amount: number): void {
    for (const skillId of skillIds) this.#exposure.set(skillId, (this.#exposure.get(skillId) ?? 0) + amount);
  }
}
