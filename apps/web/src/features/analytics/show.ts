import { fieldOf, type LearnerAnalyticId } from '@verdant/domain/analytics/catalogue';
import { formatValue, formatWithUnit, unitLabel } from '@verdant/domain/analytics/format';

const locale = 'en';

/** showField writes a value as its field declares: decimals from the catalogue, the unit beside it. */
export function showField(analytic: LearnerAnalyticId, path: string, value: number | null): string {
  const field = fieldOf(analytic, path);
  if (field === null) return formatValue(value, 'count', locale, 2);
  return formatWithUnit(value, field.unit, locale, field.decimals);
}

/** showBare writes a value without its unit, for columns whose head names it. */
export function showBare(analytic: LearnerAnalyticId, path: string, value: number | null): string {
  const field = fieldOf(analytic, path);
  return field === null ? formatValue(value, 'count', locale, 2) : formatValue(value, field.unit, locale, field.decimals);
}

/** headOf names a column: the field's label with its unit. */
export function headOf(analytic: LearnerAnalyticId, path: string): string {
  const field = fieldOf(analytic, path);
  if (field === null) return path;
  const unit = unitLabel[field.unit];
  return unit === '' ? field.label : `${field.label} (${unit})`;
}

/** showShare writes a share or probability 0..1 as a percentage without decimals. */
export function showShare(share: number | null): string {
  return share === null ? formatValue(null, '%') : formatWithUnit(share * 100, '%', locale, 0);
}
