-- Loses: settings_changes
DROP TABLE public.settings_changes;
