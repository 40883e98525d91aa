/** figure shows a number with so many decimals; null = a dash. */
export function figure(value: number | null, decimals = 3): string {
  return value === null ? '–' : value.toFixed(decimals);
}

/** markdownTable lays out rows as a Markdown table, the first column left, the others right. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, column) => (column === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}
