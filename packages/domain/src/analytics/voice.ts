/** Whom a sentence about a learner is for: `you` speaks to the learner, `they` tells a trainer or org admin about them. */
export type Voice = 'you' | 'they';

/** A voice; in the third person with the learner's first name, where there is one. */
export type Speech = { voice: 'you' } | { voice: 'they'; name: string | null };

/** The words for a learner that change with the voice. */
export type Words = {
  toLearner: boolean;
  /** You, Maya, They: at the beginning of a sentence; `who` within one. */
  Who: string; who: string;
  /** you, Maya, them */
  whom: string;
  /** Your, Maya’s, Their: at the beginning of a sentence; `whose` within one. */
  Whose: string; whose: string;
  /** your, their: once the person was named in the same sentence. */
  own: string;
  /** The form of a verb beside `who`: (are, is). */
  verb: (plural: string, singular: string) => string;
};

const plural: Words['verb'] = (form) => form;
const singular: Words['verb'] = (_form, form) => form;

const you: Words = { toLearner: true, Who: 'You', who: 'you', whom: 'you', Whose: 'Your', whose: 'your', own: 'your', verb: plural };
const they: Words = { toLearner: false, Who: 'They', who: 'they', whom: 'them', Whose: 'Their', whose: 'their', own: 'their', verb: plural };

/** wordsOf gives the words of a voice: you; else the first name, or "they" where there is none. */
export function wordsOf(speech: Speech): Words {
  if (speech.voice === 'you') return you;
  const { name } = speech;
  if (name === null) return they;
  return { ...they, Who: name, who: name, whom: name, Whose: `${name}’s`, whose: `${name}’s`, verb: singular };
}

/** firstNameOf takes the first word of a person's name; null for what is not a given name first ("Lind, Maya", "Learner 17"). */
export function firstNameOf(name: string): string | null {
  const [first = ''] = name.trim().split(/\s+/u);
  return /^\p{L}[\p{L}\p{M}'’-]*$/u.test(first) && !/[\p{N},@]/u.test(name) ? first : null;
}
