import { router } from '../trpc.ts';
import { comparison } from './comparison.ts';
import { contentEffectiveness } from './content-effectiveness.ts';
import { engagement } from './engagement.ts';
import { explain } from './explain.ts';
import { mastery } from './mastery.ts';
import { outlook } from './outlook.ts';
import { overview } from './overview.ts';
import { performance } from './performance.ts';
import { skillGaps } from './skill-gaps.ts';
import { velocity } from './velocity.ts';

export const learnerRouter = router({ overview, velocity, skillGaps, engagement, mastery, performance, contentEffectiveness, outlook, comparison, explain });
