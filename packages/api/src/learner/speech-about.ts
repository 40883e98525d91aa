import { firstNameOf, type Speech } from '@verdant/domain/analytics/voice';
import type { PersonView } from '../views.ts';

/** speechAbout chooses the voice of a page: people read about themselves as "you", about others by first name. */
export const speechAbout = ({ self, name }: PersonView): Speech => (self ? { voice: 'you' } : { voice: 'they', name: firstNameOf(name) });
