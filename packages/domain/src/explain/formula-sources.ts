import type { AnalyticId } from '../analytics/catalogue.ts';

const convention = 'convention of the product, its numbers are settings of the organization';
const released = 'released figures: small cells are hidden as in NCES 2011-603 and IES 2017-147';

/** formulaSources names the papers behind each formula, or says that it is a convention. */
export const formulaSources: Record<AnalyticId, string> = {
  'learning-velocity': 'counting by definition; trend: Theil 1950, Sen 1968',
  'skill-gaps': `${convention}; needs assessment after Borich 1980`,
  engagement: convention,
  mastery: 'knowledge tracing: Corbett & Anderson 1995; decay: Settles & Meeder 2016, by whole days: Murre & Dros 2015',
  performance: 'interval of a proportion: Wilson 1927; trend: Theil 1950, Sen 1968',
  'content-effectiveness': 'gain: Hake 1998, Marx & Cummings 2007; items: classical test theory with the bands of Ebel; steps: Wilson 1927',
  'course-performance': 'interval of a proportion: Wilson 1927',
  'course-health': convention,
  'student-distribution': 'quantiles of type 7: Hyndman & Fan 1996',
  'teaching-effectiveness': `${convention}; gain: Hake 1998`,
  'org-learning-velocity': `${released}; trend: Theil 1950, Sen 1968`,
  'strategic-alignment': `${convention}; ${released}`,
  'department-team': released,
  'learning-culture': `${convention}; ${released}`,
  'drop-off-risk': `rule: ${convention}; model: Kuzilek et al. 2017, Hlosta et al. 2017`,
  'outcome-forecast': 'pace by definition, with an 80 % normal interval of its mean',
  recommendations: `${convention}; needs of an organization: Borich 1980`,
  'skill-demand': `${convention}; ${released}; forecast: Theil 1950, Sen 1968`,
  'peer-comparison': `${released}; comparison that helps or hurts: Fleur et al. 2023`,
};
