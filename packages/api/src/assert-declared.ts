import type { Meta } from './trpc.ts';

/** assertDeclared stops the start when a procedure says neither which permission it needs nor that it is public. */
export function assertDeclared(procedures: Record<string, unknown>): void {
  for (const path of Object.keys(procedures)) {
    const declared = declarationOf(procedures[path]);
    if (declared === null) throw new Error(`${path} declares no permission.`);
  }
}

/** declarationOf reads who may call a procedure. */
export function declarationOf(procedure: unknown): Meta | null {
  if (typeof procedure !== 'function' || !('_def' in procedure)) return null;
  const { _def } = procedure;
  if (typeof _def !== 'object' || _def === null || !('meta' in _def)) return null;
  const { meta } = _def;
  return typeof meta === 'object' && meta !== null && ('permission' in meta || 'public' in meta) ? (meta as Meta) : null;
}
