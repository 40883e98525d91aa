import type { CardLayout } from '@verdant/api/views';
import { learnerAnalyticIds, type LearnerAnalyticId } from '@verdant/domain/analytics/catalogue';

/** normaliseLayout makes any kept layout whole: known cards once each, new ones at the end of the order. */
export function normaliseLayout(layout: CardLayout | undefined): CardLayout {
  const known = [...new Set(layout?.order ?? [])].filter((id) => learnerAnalyticIds.includes(id));
  const order = [...known, ...learnerAnalyticIds.filter((id) => !known.includes(id))];
  return { order, hidden: learnerAnalyticIds.filter((id) => layout?.hidden.includes(id)) };
}

/** visibleCards lists the cards that are not hidden, in order. */
export function visibleCards({ order, hidden }: CardLayout): LearnerAnalyticId[] {
  return order.filter((id) => !hidden.includes(id));
}

/** moveCard swaps a card with its visible neighbour; hidden cards keep their place. */
export function moveCard(layout: CardLayout, id: LearnerAnalyticId, by: -1 | 1): CardLayout {
  const visible = visibleCards(layout);
  const neighbour = visible[visible.indexOf(id) + by];
  if (neighbour === undefined) return layout;
  return { ...layout, order: layout.order.map((one) => (one === id ? neighbour : one === neighbour ? id : one)) };
}

/** setHidden hides a card or shows it again. */
export function setHidden(layout: CardLayout, id: LearnerAnalyticId, hidden: boolean): CardLayout {
  const others = layout.hidden.filter((one) => one !== id);
  return { ...layout, hidden: hidden ? [...others, id] : others };
}
