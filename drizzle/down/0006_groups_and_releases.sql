-- Loses: learner_courses, learner_course_days, group_analytics, group_analytics_daily, release_entries, release_records, release_memberships
-- With their columns go users.team, users.target_role and learner_topics.minutes.
DROP TABLE public.release_memberships, public.release_records, public.release_entries, public.group_analytics_daily, public.group_analytics,
  public.learner_course_days, public.learner_courses;
ALTER TABLE public.learner_topics DROP COLUMN minutes;
ALTER TABLE public.users DROP COLUMN target_role, DROP COLUMN team;
