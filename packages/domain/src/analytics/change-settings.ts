import { DomainError } from '../errors.ts';
import { settingsSchema, type Settings } from './settings.ts';

/** A change of some groups of settings; what is left out stays. Within a group likewise. */
export type SettingsPatch = { [Key in keyof Settings]?: Settings[Key] extends object ? Partial<Settings[Key]> : Settings[Key] };

const isGroup = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function merge(current: Record<string, unknown>, patch: Record<string, unknown>): Record<string, unknown> {
  const known = Object.keys(current);
  const unknown = Object.keys(patch).find((key) => !known.includes(key));
  if (unknown !== undefined) throw new DomainError('invalid-input', `There is no setting "${unknown}". Choose one of ${known.join(', ')}.`);
  return { ...current, ...Object.fromEntries(Object.entries(patch).map(([key, value]) => {
    const old = current[key];
    return [key, isGroup(old) && isGroup(value) ? merge(old, value) : value];
  })) };
}

/**
 * changeSettings applies a change to an organization's settings: a wrong set is refused with the place and the reason, never normalised, and the size that
 * protects people is only ever raised. Throws DomainError `invalid-input`.
 */
export function changeSettings(current: Settings, patch: SettingsPatch): Settings {
  const parsed = settingsSchema.safeParse(merge(current, patch));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new DomainError('invalid-input', `${issue?.path.join('.') ?? 'settings'}: ${issue?.message ?? 'not allowed'}.`);
  }
  if (parsed.data.privacyK < current.privacyK) {
    throw new DomainError('invalid-input', `privacyK: a group needs at least ${current.privacyK} people here; that can be raised, never lowered.`);
  }
  return parsed.data;
}
