import { Link } from '@tanstack/react-router';
import type { AnalyticCard } from '@verdant/api/views';
import { catalogue, fieldOf, type FieldSpec } from '@verdant/domain/analytics/catalogue';
import { formatWithUnit } from '@verdant/domain/analytics/format';
import { ageSeconds } from '@verdant/domain/recalculation/freshness';
import type { ReactNode } from 'react';
import { useNow } from '../../ui/clock.ts';
import { formatAge, formatDay, formatInstant } from '../../ui/format-time.ts';
import { SampleDataBadge } from '../../ui/sample-data-badge.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { triggerText } from '../recalculation/messages.ts';
import { analytics, explain, reasonText } from './messages.ts';
import { readPath } from './read-path.ts';

type Props = { card: AnalyticCard | null; timeZone: string; demo: boolean; settingsVersion?: number; onClose: () => void };

function Row({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="border-b border-hairline py-4 first:pt-0 last:border-0">
      <dt className="mb-1 text-sm font-medium text-muted">{term}</dt>
      <dd className="text-sm">{children}</dd>
    </div>
  );
}

function Inputs({ card, fields }: { card: AnalyticCard; fields: readonly FieldSpec[] }) {
  const value = card.envelope?.value ?? null;
  const single = fields.filter((field) => !field.path.includes('[]'));
  return (
    <ul className="grid gap-1.5">
      {single.map((field) => {
        const found = readPath(value, field.path);
        if (found === undefined) return null;
        const reason = card.envelope?.nulls[field.path];
        return (
          <li key={field.path} className="flex flex-wrap justify-between gap-x-4">
            <span className="text-muted">{field.label}</span>
            <span className="tabular font-medium">{formatWithUnit(found, field.unit, 'en', field.decimals)}{found === null && reason !== undefined && <span className="ms-1 font-normal text-muted">{reasonText[reason]}</span>}</span>
          </li>
        );
      })}
    </ul>
  );
}

function Sources({ card, now }: { card: AnalyticCard; now: string }) {
  const sources = card.envelope?.sources ?? [];
  if (sources.length === 0) return <>{explain.noSources}</>;
  return (
    <ul className="grid gap-1.5">
      {sources.map((source) => (
        <li key={source.service} className="flex justify-between gap-4">
          <span className="text-muted">{source.service}</span>
          <span className="font-medium">{explain.sourceAge(explain.sourceState[source.state], source.fetchedAt === null ? null : formatAge(ageSeconds(source.fetchedAt, now)))}</span>
        </li>
      ))}
    </ul>
  );
}

/** ExplainSheet lays open how one number came about: formula, values, evidence, window, versions, run, coverage and sources. */
export function ExplainSheet({ card, timeZone, demo, settingsVersion, onClose }: Props) {
  const now = useNow();
  const envelope = card?.envelope ?? null;
  if (card === null || envelope === null) return null;
  const entry = catalogue[card.analytic];
  const version = settingsVersion ?? Number(envelope.formulaVersion.split('/s')[1] ?? Number.NaN);
  const missing = Object.entries(envelope.nulls).flatMap(([path, reason]) => (reason === undefined ? [] : [`${fieldOf(card.analytic, path)?.label ?? path}: ${reasonText[reason]}`]));
  const { window } = envelope;
  return (
    <Sheet open onClose={onClose} fallbackFocus={() => document.querySelector<HTMLElement>(`[data-card="${card.analytic}"] [aria-haspopup="menu"]`)} title={analytics.explain} description={`${entry.name}. ${entry.definition}`}>
      {demo && <p className="mb-4"><SampleDataBadge /></p>}
      <dl>
        <Row term={explain.formula}>
          <p className="measure">{entry.formula.words}</p>
          <p className="mt-2 overflow-x-auto rounded-lg bg-raised p-3 font-mono text-sm">{entry.formula.symbols}</p>
        </Row>
        {envelope.value !== null && <Row term={explain.inputs}><Inputs card={card} fields={entry.fields} /></Row>}
        <Row term={explain.evidence}>{explain.n(envelope.n, entry.minimumEvidence)}</Row>
        <Row term={explain.window}>{window === null ? explain.asOfToday(timeZone) : explain.windowValue(formatDay(window.from), formatDay(window.to), timeZone)}</Row>
        <Row term={explain.calculatedAt}>{formatInstant(envelope.computedAt, timeZone)}{envelope.asOf !== null && <p className="text-muted">{explain.lastFact}: {formatInstant(envelope.asOf, timeZone)}</p>}</Row>
        {card.run !== null && <Row term={explain.run}>{triggerText[card.run.trigger]} <span className="ms-1 font-mono break-all text-muted">{card.run.id}</span></Row>}
        <Row term={explain.version}>
          <p>{explain.formulaVersion}: <span className="font-mono">{envelope.formulaVersion}</span></p>
          {Number.isFinite(version) && <p>{explain.settingsVersion}: <span className="font-mono">{version}</span></p>}
        </Row>
        <Row term={explain.coverage}>
          {formatWithUnit(envelope.coverage * 100, '%', 'en', 0)}
          {missing.length > 0 && <ul className="mt-1.5 grid list-disc gap-1 ps-5 text-muted">{missing.map((text) => <li key={text}>{text}</li>)}</ul>}
        </Row>
        <Row term={explain.confidence}>{envelope.value === null ? explain.none : envelope.coverage >= 1 ? explain.confident : explain.partly}</Row>
        <Row term={explain.sources}><Sources card={card} now={now} /></Row>
      </dl>
      <Link to="/help/metrics/$slug" params={{ slug: card.analytic }} className="mt-4 inline-flex min-h-11 items-center font-medium text-link underline underline-offset-4">{analytics.definitionLink}</Link>
    </Sheet>
  );
}
