import { closeSync, openSync, rmSync, writeSync } from 'node:fs';

export type RejectCode = 'malformed' | 'column_count' | 'missing' | 'not_a_number' | 'out_of_range' | 'duplicate' | 'unknown_presentation'
  | 'unknown_student' | 'unknown_assessment' | 'unknown_site' | 'unknown_value';
export type Reject = { file: string; line: number; column: string; code: RejectCode; message: string; row: string };

/** cell writes one CSV cell that no spreadsheet takes for a formula. */
export function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** RejectsFile collects rows that were not taken, with line and reason; there is no file as long as there is no such row. */
export class RejectsFile {
  readonly path: string;
  count = 0;
  readonly byFile = new Map<string, number>();
  #handle: number | null = null;

  constructor(path: string) {
    this.path = path;
    rmSync(path, { force: true });
  }

  add(reject: Reject): void {
    if (this.#handle === null) {
      this.#handle = openSync(this.path, 'w');
      writeSync(this.#handle, 'file,line,column,code,message,row\r\n');
    }
    this.count += 1;
    this.byFile.set(reject.file, (this.byFile.get(reject.file) ?? 0) + 1);
    const cells = [reject.file, String(reject.line), reject.column, reject.code, reject.message, reject.row].map(cell);
    writeSync(this.#handle, `${cells.join(',')}\r\n`);
  }

  close(): void {
    if (this.#handle !== null) closeSync(this.#handle);
    this.#handle = null;
  }
}
