/**
 * The few policy shapes, and which table has which. The catalogue test holds the database against this list: a table, view, function or
 * grant that is not declared here fails the build.
 */
export const policyShapes = {
  /** A learner their own rows, a trainer those of trained learners, an org admin all; the application never writes. */
  own: ['self_read', 'trainer_read', 'admin_read'],
  /** Names that every member of the organization may read. */
  reference: ['member_read'],
  /** One's own, and all for an org admin. */
  membership: ['self_read', 'admin_read'],
  /** What a trainer trains, and all for an org admin. */
  group: ['trainer_read', 'admin_read'],
  adminOnly: ['admin_read'],
  /** Never read or written by the application. */
  internal: [],
} as const satisfies Record<string, readonly string[]>;
export type PolicyShape = keyof typeof policyShapes;

export type TablePolicy = {
  shape: PolicyShape;
  /** Policies beyond the shape. */
  extra?: readonly string[];
  /** What the application may do beside what the shape lets it read. */
  appWrites?: readonly ('INSERT' | 'UPDATE')[];
};

/** Every tenant table also has the RESTRICTIVE policy `tenant`, and `owner_all` and `worker_all` inside it. */
export const tablePolicies: Record<string, TablePolicy> = {
  organizations: { shape: 'reference', extra: ['doorkeeper_read'] },
  users: { shape: 'own', extra: ['self_prefer', 'doorkeeper_read'], appWrites: ['UPDATE'] },
  user_roles: { shape: 'membership', extra: ['doorkeeper_read'] },
  credentials: { shape: 'internal', extra: ['doorkeeper_read'] },
  sessions: { shape: 'internal', extra: ['doorkeeper_read', 'doorkeeper_insert', 'doorkeeper_update', 'doorkeeper_delete'] },
  course_trainers: { shape: 'membership' },
  cohorts: { shape: 'group' },
  cohort_members: { shape: 'group' },
  cohort_trainers: { shape: 'membership' },
  courses: { shape: 'reference' },
  topics: { shape: 'reference' },
  content_items: { shape: 'reference' },
  assessments: { shape: 'reference' },
  skills: { shape: 'reference' },
  sources: { shape: 'reference' },
  kpis: { shape: 'adminOnly' },
  enrollments: { shape: 'own' },
  learning_events: { shape: 'own' },
  topic_completions: { shape: 'own' },
  assessment_attempts: { shape: 'own' },
  practice_results: { shape: 'own' },
  skill_observations: { shape: 'own' },
  skill_levels: { shape: 'own' },
  skill_targets: { shape: 'own' },
  learning_paths: { shape: 'own' },
  learner_days: { shape: 'own', extra: ['refresher_read'] },
  learner_topics: { shape: 'own' },
  learner_items: { shape: 'own' },
  learner_skills: { shape: 'own' },
  learner_assessments: { shape: 'own' },
  learner_summaries: { shape: 'own' },
  dirty_learner_days: { shape: 'internal' },
  analytics: { shape: 'own' },
  analytics_daily: { shape: 'own', extra: ['refresher_read'] },
  learner_standings: { shape: 'own' },
  recalculation_runs: { shape: 'own', extra: ['self_insert', 'self_cancel'], appWrites: ['INSERT', 'UPDATE'] },
  audit_log: { shape: 'adminOnly', extra: ['member_insert'], appWrites: ['INSERT'] },
  dead_letters: { shape: 'internal' },
  external_data_cache: { shape: 'internal' },
};

/** Tables without a tenant: reached through functions of the doorkeeper only. */
export const tenantlessTables: Record<string, readonly string[]> = {
  sign_in_limits: ['doorkeeper_read', 'doorkeeper_insert', 'doorkeeper_update', 'doorkeeper_delete'],
};

/** Security-barrier views over the two materialized views, with the roles that may read them. */
export const barrierViews: Record<string, readonly string[]> = {
  learning_velocity_by_day: ['verdant_app'],
  organization_kpis_by_day: ['verdant_app'],
};

/** Sequences, with the roles that draw numbers from them. */
export const sequenceCallers: Record<string, readonly string[]> = {
  audit_log_id_seq: ['verdant_app', 'verdant_worker'],
  dead_letters_id_seq: ['verdant_worker'],
};

/** Functions of schema app, who owns the right to run them, and which run with their owner's rights. */
export const publicFunctions: Record<string, { definer: boolean; callers: readonly string[] }> = {
  context_is_signed: { definer: true, callers: ['verdant_app', 'verdant_doorkeeper', 'verdant_refresher', 'verdant_worker'] },
  require_door: { definer: false, callers: ['verdant_doorkeeper'] },
  org_id: { definer: false, callers: ['verdant_app', 'verdant_doorkeeper', 'verdant_refresher', 'verdant_worker'] },
  user_id: { definer: false, callers: ['verdant_app', 'verdant_doorkeeper', 'verdant_refresher', 'verdant_worker'] },
  active_role: { definer: false, callers: ['verdant_app', 'verdant_doorkeeper', 'verdant_refresher', 'verdant_worker'] },
  trained_learner_ids: { definer: true, callers: ['verdant_app', 'verdant_refresher'] },
  find_account: { definer: true, callers: ['verdant_app'] },
  open_session: { definer: true, callers: ['verdant_app'] },
  find_session: { definer: true, callers: ['verdant_app'] },
  extend_session: { definer: true, callers: ['verdant_app'] },
  renew_session: { definer: true, callers: ['verdant_app'] },
  runs_on_their_way: { definer: true, callers: ['verdant_app', 'verdant_worker'] },
  close_session: { definer: true, callers: ['verdant_app'] },
  close_sessions_of: { definer: true, callers: ['verdant_app'] },
  delete_expired_sessions: { definer: true, callers: ['verdant_worker'] },
  sign_in_failures: { definer: true, callers: ['verdant_app'] },
  count_sign_in_failure: { definer: true, callers: ['verdant_app'] },
  forget_sign_in_failures: { definer: true, callers: ['verdant_app'] },
  organization_ids: { definer: true, callers: ['verdant_worker'] },
  find_organization: { definer: true, callers: ['verdant_owner', 'verdant_worker'] },
  ensure_months: { definer: true, callers: ['verdant_worker'] },
  refresh_views: { definer: true, callers: ['verdant_worker'] },
  enqueue_recalculation: { definer: true, callers: ['verdant_app'] },
};
