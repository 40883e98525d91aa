-- Loses: voided_facts, learner_bases, organization_days, audit_chain, erasures
-- With their columns go organizations.retained_from, audit_log.salt and audit_log.person_digest.
ALTER TABLE public.sources DROP CONSTRAINT sources_organization;
ALTER TABLE public.recalculation_runs DROP CONSTRAINT recalculation_runs_requested_by, DROP CONSTRAINT recalculation_runs_organization;
ALTER TABLE public.external_data_cache DROP CONSTRAINT external_data_cache_organization;
ALTER TABLE public.dead_letters DROP CONSTRAINT dead_letters_organization;
ALTER TABLE public.audit_log DROP CONSTRAINT audit_log_organization, DROP COLUMN person_digest, DROP COLUMN salt;
ALTER TABLE public.topics DROP CONSTRAINT topics_organization;
ALTER TABLE public.skills DROP CONSTRAINT skills_organization;
ALTER TABLE public.kpis DROP CONSTRAINT kpis_organization;
ALTER TABLE public.courses DROP CONSTRAINT courses_organization;
ALTER TABLE public.content_items DROP CONSTRAINT content_items_organization;
ALTER TABLE public.assessments DROP CONSTRAINT assessments_organization;
ALTER TABLE public.cohorts DROP CONSTRAINT cohorts_organization;
DROP TABLE public.voided_facts, public.learner_bases, public.organization_days, public.audit_chain, public.erasures;
ALTER TABLE public.organizations DROP COLUMN retained_from;
